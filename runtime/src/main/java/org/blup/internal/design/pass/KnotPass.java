package org.blup.internal.design.pass;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.NumberLevel;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.numeric.Interruption;

/**
 * Places the knots of splines at quantiles of the numbers of the rows that take part, the boundary
 * at their extremes, as R's {@code ns(x, df)} and {@code bs(x, df)} do. It keeps these numbers, 8
 * bytes each, until all rows are read.
 */
public final class KnotPass {

  /** So many numbers an array holds whose length is doubled. */
  private static final int MOST_ROWS = 1 << 30;

  /** Room for the first rows; it is doubled when it is full. */
  private static final int FIRST_ROWS = 1024;

  /** Knots that a message has room for. */
  private static final int MOST_LISTED = 12;

  private final ModelStructure open;
  private final RowIntake<?> intake;
  private final int[] arguments;
  private double[][] numbers;

  private KnotPass(ModelStructure open, RowIntake<?> intake, int[] arguments) {
    this.open = open;
    this.intake = intake;
    this.arguments = arguments;
    numbers = new double[arguments.length][FIRST_ROWS];
  }

  /**
   * The model with its knots.
   *
   * @param reader of the rows
   * @param rows are read once
   * @param omitMissing leave rows with a missing value out, or fail on them
   * @param progress is told the number of rows read after each
   * @throws BlupException if a value is missing or invalid, or a number has too few values for its
   *     knots
   */
  public static <R> ModelStructure closed(
      ModelStructure open,
      RowReader<R> reader,
      Iterable<? extends R> rows,
      boolean omitMissing,
      LongConsumer progress) {
    RowIntake<R> intake = new RowIntake<>(withoutSplines(open), reader);
    int[] arguments =
        open.basisDefinitions().stream()
            .filter(Basis::isOpen)
            .mapToInt(basis -> open.numbers().indexOf(basis.number()))
            .distinct()
            .toArray();
    KnotPass pass = new KnotPass(open, intake, arguments);
    long read = 0;
    for (R row : rows) {
      Interruption.check(read);
      if (intake.read(row)) {
        pass.keep();
      }
      progress.accept(++read);
    }
    if (!omitMissing) {
      intake.failOnMissing();
    }
    return pass.closed();
  }

  /** Why rows that are read once, or row by row, are not enough. */
  static BlupException needed(ModelStructure open) {
    int b = 0;
    while (!open.basisDefinitions().get(b).isOpen()) {
      b++;
    }
    String label = open.bases().get(b);
    Basis basis = open.basisDefinitions().get(b);
    return new BlupException(
        ("%s: the knots of %s stand at quantiles of all rows, which are therefore read twice: a"
                + " stream, a collector and cross-products do not allow that. Fit a list, or an"
                + " Iterable that begins anew each time, or write the knots: %s(%s, knots(…),"
                + " boundary(…))")
            .formatted(
                open.name(),
                label,
                basis.kind() == Basis.Kind.SPLINE ? "bs" : "ns",
                basis.number()));
  }

  /** A model of the same numbers, which can be read while there are no knots. */
  private static ModelStructure withoutSplines(ModelStructure open) {
    return open.withBases(
        open.basisDefinitions().stream()
            .map(basis -> basis.isOpen() ? Basis.rawPolynomial(basis.number(), 1) : basis)
            .toList());
  }

  private void keep() {
    if (intake.rows() > MOST_ROWS) {
      throw new BlupException(
          "%s: quantiles of more than %d rows are not available. Write the knots"
              .formatted(open.name(), MOST_ROWS));
    }
    int row = (int) intake.rows() - 1;
    for (int a = 0; a < arguments.length; a++) {
      if (row == numbers[a].length) {
        numbers[a] = Arrays.copyOf(numbers[a], 2 * row);
      }
      numbers[a][row] = intake.design().numbers[arguments[a]];
    }
  }

  private ModelStructure closed() {
    int rows = (int) intake.rows();
    if (rows == 0) {
      return open.withBases(withoutSplines(open).basisDefinitions());
    }
    for (int a = 0; a < arguments.length; a++) {
      numbers[a] = Arrays.copyOf(numbers[a], rows);
      Arrays.sort(numbers[a]);
    }
    List<Basis> definitions = new ArrayList<>();
    for (int b = 0; b < open.bases().size(); b++) {
      Basis basis = open.basisDefinitions().get(b);
      definitions.add(basis.isOpen() ? closed(open.bases().get(b), basis) : basis);
    }
    return open.withBases(definitions);
  }

  private Basis closed(String label, Basis basis) {
    int number = open.numbers().indexOf(basis.number());
    double[] sorted = numbers[indexOf(number)];
    double[] breaks = new double[basis.knots() + 2];
    for (int i = 0; i < breaks.length; i++) {
      breaks[i] = quantile(sorted, (double) i / (breaks.length - 1));
    }
    check(label, basis.number(), sorted, breaks);
    return basis.withBreaks(breaks);
  }

  private int indexOf(int number) {
    for (int a = 0; a < arguments.length; a++) {
      if (arguments[a] == number) {
        return a;
      }
    }
    throw new IllegalStateException("number " + number + " was not kept");
  }

  /** R's type 7: linear between the order statistics, of which the least has probability 0. */
  private static double quantile(double[] sorted, double probability) {
    double position = (sorted.length - 1) * probability;
    int below = (int) Math.floor(position);
    double share = position - below;
    return share == 0 || sorted[below + 1] == sorted[below]
        ? sorted[below]
        : (1 - share) * sorted[below] + share * sorted[below + 1];
  }

  private void check(String label, String number, double[] sorted, double[] breaks) {
    int last = breaks.length - 1;
    if (breaks[0] == breaks[last]) {
      throw new BlupException(
          "%s: %s needs different values of %s, but it is %s in all %d rows. Leave the term out"
              .formatted(open.name(), label, number, text(breaks[0]), sorted.length));
    }
    for (int i = 1; i <= last; i++) {
      if (!(breaks[i - 1] < breaks[i])) {
        String knots =
            Arrays.stream(breaks, 1, last)
                .limit(MOST_LISTED)
                .mapToObj(KnotPass::rounded)
                .collect(Collectors.joining(", ", "", last - 1 > MOST_LISTED ? ", …" : ""));
        throw new BlupException(
            ("%s: %s puts its knots at quantiles of %s, but these are not all different or lie on"
                    + " the boundary: %s between %s and %s. Of %d rows %d have different values. Take"
                    + " fewer degrees of freedom, or write the knots: knots(…), boundary(%s, %s)")
                .formatted(
                    open.name(),
                    label,
                    number,
                    knots,
                    text(breaks[0]),
                    text(breaks[last]),
                    sorted.length,
                    Arrays.stream(sorted).distinct().count(),
                    text(breaks[0]),
                    text(breaks[last])));
      }
    }
  }

  /** As R prints it, in seven digits. */
  private static String rounded(double value) {
    return text(new BigDecimal(value).round(MathContext.DECIMAL32).doubleValue());
  }

  private static String text(double value) {
    return NumberLevel.text(NumberLevel.key(value));
  }
}
