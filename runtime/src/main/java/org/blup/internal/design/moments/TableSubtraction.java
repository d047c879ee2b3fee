package org.blup.internal.design.moments;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Takes the cells of a table away from those of another one. What would leave fewer rows than none,
 * or sums that no rows have, is refused before anything changes. Sums of squares that fall below
 * zero by more than rounding tell that other rows were summed: rounding is relative to what the sum
 * was, in its cell and, if that has shrunk before, in the table.
 */
final class TableSubtraction {

  /** Rounding errors of a cell's sum, relative to its size, are taken to be smaller. */
  private static final double OF_CELL = 0x1p-26;

  /** Rounding errors of a sum are smaller than this, relative to its size over all cells ever. */
  private static final double OF_TABLE = 0x1p-44;

  private final ModelStructure structure;
  private final List<Monomial> moments;
  private final MomentTable whole;
  private final MomentTable part;
  private final ShiftChange change;
  private final int[][] numbers;
  private final LevelDictionaries partLevels;

  /** For each moment that is a square its root; else −1. */
  private final int[] rootOf;

  /** The root mean square of each moment that is a variable; {@code NaN} of the others. */
  private final double[] scale;

  /** Sums of the part's squares about the whole's shift, over all cells. */
  private final double[] taken;

  private final int[] theirLevels;
  private final int[] levels;
  private final double[] own;
  private final double[] theirs;

  /**
   * Prepares it.
   *
   * @param moments what both tables sum
   * @param scales the root mean squares of the variables, about the whole's shift
   * @param change from the part's shift to the whole's
   * @param numbers for each factor the whole's number of each level of the part, or −1
   */
  TableSubtraction(
      ModelStructure structure,
      List<Monomial> moments,
      double[] scales,
      MomentTable whole,
      MomentTable part,
      ShiftChange change,
      int[][] numbers,
      LevelDictionaries partLevels) {
    this.structure = structure;
    this.moments = moments;
    this.whole = whole;
    this.part = part;
    this.change = change;
    this.numbers = numbers;
    this.partLevels = partLevels;
    rootOf = moments.stream().mapToInt(moment -> root(moments, moment)).toArray();
    scale = moments.stream().mapToDouble(moment -> scale(moment, scales)).toArray();
    taken = new double[whole.width()];
    theirLevels = new int[part.key().length];
    levels = new int[theirLevels.length];
    own = new double[whole.width()];
    theirs = new double[whole.width()];
  }

  private static double scale(Monomial moment, double[] scales) {
    return moment.variables().size() == 1 ? scales[moment.last()] : Double.NaN;
  }

  private static int root(List<Monomial> moments, Monomial moment) {
    return IntStream.range(0, moments.size())
        .filter(m -> moments.get(m).times(moments.get(m)).equals(moment))
        .findFirst()
        .orElse(-1);
  }

  /**
   * Checks that every cell of the part has no more rows than the whole's.
   *
   * @throws BlupException if not
   */
  void checkRows() {
    for (int cell = 0; cell < part.cells(); cell++) {
      if (!part.isEmpty(cell)) {
        int from = read(cell);
        if (from < 0) {
          throw refusal("there is no row" + where());
        }
        whole.copy(from, own, 0);
        checkCount();
      }
    }
  }

  /**
   * Checks that some rows can have the sums that are left, once the counts of all tables were found
   * right.
   *
   * @throws BlupException if not
   */
  void checkValues() {
    for (int cell = 0; cell < part.cells(); cell++) {
      if (!part.isEmpty(cell)) {
        whole.copy(read(cell), own, 0);
        checkSums();
        for (int k = 0; k < moments.size(); k++) {
          taken[k] += theirs[k];
        }
      }
    }
  }

  /** Takes the cells of the part away. */
  void apply() {
    noteGreatest();
    whole.sums().putAway();
    for (int cell = 0; cell < part.cells(); cell++) {
      if (!part.isEmpty(cell)) {
        whole.sums().subtract(read(cell), theirs);
      }
    }
    whole.sums().putAway();
  }

  private void noteGreatest() {
    double[] after = new double[whole.width()];
    for (int k = 0; k < moments.size(); k++) {
      if (rootOf[k] >= 0) {
        double now = whole.total(k) + taken[k] + greatest(part, k);
        after[k] = Math.max(greatest(whole, k), now);
      }
    }
    whole.setGreatest(after);
  }

  /** Reads a cell of the part about the whole's shift; gives the whole's cell, or −1. */
  private int read(int cell) {
    part.copy(cell, theirs, 0);
    change.apply(theirs, 0);
    part.levels(cell, theirLevels);
    int[] key = part.key();
    for (int i = 0; i < key.length; i++) {
      levels[i] = numbers[key[i]][theirLevels[i]];
      if (levels[i] < 0) {
        return -1;
      }
    }
    return whole.find(levels);
  }

  private void checkCount() {
    int counter = whole.counter();
    double left = own[counter] - theirs[counter];
    if (Double.isNaN(left)) {
      throw new BlupException(
          structure.name()
              + ": sums of weighted rows that an early version of Blup wrote do not say how many"
              + " rows each level has, so that none can be subtracted. Sum the rows anew");
    }
    if (left < 0) {
      throw refusal(
          "there are %.0f rows%s, of which %.0f would be taken away"
              .formatted(own[counter], where(), theirs[counter]));
    }
  }

  private void checkSums() {
    boolean isEmptied = own[whole.counter()] == theirs[whole.counter()];
    if (!isEmptied && own[0] <= theirs[0]) {
      throw refusal("the weights differ" + where());
    }
    for (int k = 1; k < rootOf.length; k++) {
      if (isEmptied ? !isEmptied(k) : !isSquarePossible(k)) {
        String variable = structure.variable(moments.get(k).last());
        throw refusal("the values of %s differ%s".formatted(variable, where()));
      }
    }
  }

  /** Whether rounding alone is left of a sum. */
  private boolean isEmptied(int moment) {
    double size = Math.abs(own[moment]) + Math.abs(theirs[moment]) + own[0] * scale[moment];
    double rounding = rootOf[moment] >= 0 ? rounding(moment) : OF_CELL * size;
    return !(Math.abs(own[moment] - theirs[moment]) > rounding);
  }

  /** Whether some rows can have what is left of a sum of squares. */
  private boolean isSquarePossible(int moment) {
    if (rootOf[moment] < 0) {
      return true;
    }
    double sum = own[rootOf[moment]] - theirs[rootOf[moment]];
    double left = own[moment] - theirs[moment];
    return left - sum * sum / (own[0] - theirs[0]) >= -rounding(moment);
  }

  private double rounding(int moment) {
    return OF_CELL * (own[moment] + theirs[moment]) + OF_TABLE * greatest(whole, moment);
  }

  private static double greatest(MomentTable table, int moment) {
    return table.greatest().length == 0 ? 0 : table.greatest()[moment];
  }

  private BlupException refusal(String why) {
    return RefusedSubtraction.because(structure, why);
  }

  private String where() {
    int[] key = part.key();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length; i++) {
      text.append(i == 0 ? " with " : " and ")
          .append(structure.factors().get(key[i]))
          .append(" '")
          .append(partLevels.label(key[i], theirLevels[i]))
          .append('\'');
    }
    return text.toString();
  }
}
