package org.blup.internal.reml.setup;

import java.util.Arrays;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.FactorTooLargeException;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.numeric.Heap;

/** What a fit needs, compared with what there is before anything large is allocated. */
public final class MemoryNeed {

  /** Where the factor holds so many times its smallest possible size, the rest is fill. */
  private static final double FILLED = 2;

  /**
   * Squares of the border beside those of the factor and its inverse: its inverted triangle, the
   * covariance of the coefficients, and what that is made of. Before the search there are those of
   * {@link EffectProducts}.
   */
  private static final long SQUARES = 4;

  private MemoryNeed() {}

  /**
   * Bytes for the factor, its inverse, the work space of both, and the solutions with one
   * right-hand side a parameter.
   *
   * @param length the numbers in the factor
   * @param unknowns the random effects
   */
  static long bytes(long length, long unknowns, long parameters, long workSpace) {
    return Double.BYTES * (2 * length + workSpace + unknowns * (2 * parameters + 4));
  }

  private static long bytes(NormalEquations equations, SymbolicFactor symbolic, int parameters) {
    long border = symbolic.border();
    long squares = Math.max(SQUARES, EffectProducts.squares(equations)) * border * border;
    long workSpace =
        2L * symbolic.largestPanel()
            + BlockCholesky.workSpace(symbolic.unknowns(), border)
            + squares;
    return bytes(symbolic.length(), symbolic.unknowns(), parameters, workSpace);
  }

  /**
   * About what an exact fit needs for two groups that cross, without an ordering, which may take
   * long: once the larger is eliminated, each of its levels connects all that it meets of the
   * other. Rather too much where many levels meet few others.
   *
   * @return bytes for the two of any groups that need most
   */
  public static double ofCrossing(EquationPattern equations) {
    double most = 0;
    for (EquationPattern.Pair pair : equations.pairs()) {
      if (pair.rowGroup() != pair.columnGroup()) {
        most = Math.max(most, 2 * Double.BYTES * connections(equations, pair) / 2);
      }
    }
    return most;
  }

  private static double connections(EquationPattern equations, EquationPattern.Pair pair) {
    EquationPattern.Group rows = equations.groups().get(pair.rowGroup());
    EquationPattern.Group columns = equations.groups().get(pair.columnGroup());
    int[] met = new int[rows.levels() < columns.levels() ? columns.levels() : rows.levels()];
    if (rows.levels() < columns.levels()) {
      for (int column : pair.column()) {
        met[column]++;
      }
    } else {
      Arrays.setAll(met, i -> pair.rowStart()[i + 1] - pair.rowStart()[i]);
    }
    double squares = Arrays.stream(met).mapToDouble(count -> (double) count * count).sum();
    EquationPattern.Group smaller = rows.levels() < columns.levels() ? rows : columns;
    double filled = (double) smaller.levels() * smaller.levels();
    return Math.min(filled, squares) * smaller.size() * smaller.size();
  }

  /**
   * Makes sure that a fit can be held.
   *
   * @throws ModelTooLargeException with the estimate if it cannot
   */
  public static void check(NormalEquations equations, SymbolicFactor symbolic, int parameters) {
    if (!Heap.has(bytes(equations, symbolic, parameters))) {
      check(equations, symbolic, parameters, Heap.available());
    }
  }

  public static void check(
      NormalEquations equations, SymbolicFactor symbolic, int parameters, long available) {
    long needed = bytes(equations, symbolic, parameters);
    if (needed > available) {
      throw new ModelTooLargeException(
          "this fit needs about %s of memory and %s of %s are free: %s"
              .formatted(
                  ModelTooLargeException.size(needed),
                  ModelTooLargeException.size(available),
                  ModelTooLargeException.heap(),
                  reason(equations, symbolic)),
          needed);
    }
  }

  /** The same where memory ran out in spite of the estimate. */
  public static ModelTooLargeException refuse(EquationPattern equations, OutOfMemoryError e) {
    return new ModelTooLargeException(
        "the equations of %s need more than the %s of memory that Java has. %s"
            .formatted(unknowns(equations), ModelTooLargeException.heap(), remedy(equations)),
        e);
  }

  /** The same for a factor that no array can hold, whatever memory there is. */
  public static ModelTooLargeException refuse(FactorTooLargeException e) {
    double needed = bytes(e.length(), 0, 0, 0);
    return new ModelTooLargeException(
        "this fit needs about %s of memory, more than a Java array can hold: the levels of crossed"
                .formatted(ModelTooLargeException.size(needed))
            + " grouping factors fill a dense block. Fit fewer levels, fewer crossed factors or"
            + " fewer effects for each level",
        needed);
  }

  private static String reason(NormalEquations equations, SymbolicFactor symbolic) {
    long without = 0;
    int border = equations.columns() + 1;
    for (EquationPattern.Group group : equations.groups()) {
      without += (long) group.levels() * group.size() * (2L * group.size() + border);
    }
    for (double[] blocks : equations.pairBlocks()) {
      without += blocks.length;
    }
    return symbolic.length() > FILLED * (without + (long) border * border)
        ? "the levels of crossed grouping factors fill a dense block. Give Java more memory (-Xmx),"
            + " or fit fewer levels, fewer crossed factors or fewer effects for each level"
        : "it has %s. %s".formatted(unknowns(equations.pattern()), remedy(equations.pattern()));
  }

  private static String unknowns(EquationPattern equations) {
    long effects = 0;
    for (EquationPattern.Group group : equations.groups()) {
      effects += (long) group.levels() * group.size();
    }
    return "%s random effects and %s coefficients".formatted(effects, equations.columns());
  }

  private static String remedy(EquationPattern equations) {
    return "Give Java more memory (-Xmx), or fit fewer levels or fewer "
        + (equations.columns() > equations.groups().size() * 100
            ? "columns of fixed effects"
            : "effects for each level");
  }
}
