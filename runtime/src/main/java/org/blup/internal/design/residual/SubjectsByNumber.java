package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.ResidualTerm;

/** Rows sorted by subject, and by a number within a subject. */
final class SubjectsByNumber implements Subjects {

  /** A distance over the middle one that leaves a squared correlation four digits of 1e-16. */
  private static final double CLOSE = 1e-6;

  private final ObservedDesign design;
  private final GroupLevels subjects;
  private final StoredRows stored;
  private final int number;

  /** Rows in the order of subjects and numbers. */
  private final int[] rows;

  /** For each subject the first of its rows in that order, and the end. */
  private final int[] start;

  /**
   * Sorts rows.
   *
   * @param number the index of the number
   * @param some the rows, by their number in the store
   */
  SubjectsByNumber(
      ObservedDesign design, ResidualTerm term, StoredRows stored, int number, int[] some) {
    this.design = design;
    this.stored = stored;
    this.number = number;
    subjects = StratumRows.subjects(design, term, stored, some);
    start = new int[subjects.size() + 1];
    int[] subjectOf = new int[some.length];
    double[] numbers = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      subjectOf[i] = subjects.indexAt(stored.levels(some[i]));
      numbers[i] = stored.number(number, some[i]);
      start[subjectOf[i] + 1]++;
    }
    for (int s = 1; s < start.length; s++) {
      start[s] += start[s - 1];
    }
    rows =
        IntStream.range(0, some.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> subjectOf[i])
                    .thenComparingDouble(i -> numbers[i]))
            .mapToInt(i -> some[i])
            .toArray();
    refuseWithin(
        0,
        "Their residuals would be the same: take one of them out, or distinguish them by the"
            + " subject");
    StratumRows.requirePairs(design, term, start);
  }

  /**
   * Refuses rows whose residuals a correlation of {@code exp(−d²/r²)} takes for the same: of their
   * difference {@code 2d²/r²} is left, of sixteen digits.
   *
   * @param middleDistance see {@link #middleDistance}
   */
  void requireApart(double middleDistance) {
    refuseWithin(
        CLOSE * middleDistance,
        "They are so close that gau(…) cannot distinguish their residuals: take one of them out,"
            + " or write exp(…), which can");
  }

  private void refuseWithin(double distance, String reason) {
    for (int s = 0; s + 1 < start.length; s++) {
      for (int i = start[s] + 1; i < start[s + 1]; i++) {
        double first = at(i - 1);
        double second = at(i);
        if (second - first <= distance) {
          throw new BlupException(
              "%s: %s %s has two rows with %s %s: rows %s and %s, counted from 0 without those left out. %s"
                  .formatted(
                      design.structure().name(),
                      subjects.label(),
                      subjects.level(s),
                      design.structure().numbers().get(number),
                      first == second ? String.valueOf(first) : first + " and " + second,
                      rows[i - 1],
                      rows[i],
                      reason));
        }
      }
    }
  }

  private double at(int place) {
    return stored.number(number, rows[place]);
  }

  /** The middle one of the distances of neighbours. */
  double middleDistance() {
    double[] distances =
        IntStream.range(0, start.length - 1)
            .flatMap(s -> IntStream.range(start[s] + 1, start[s + 1]))
            .mapToDouble(i -> at(i) - at(i - 1))
            .sorted()
            .toArray();
    return distances[distances.length / 2];
  }

  @Override
  public int subjects() {
    return subjects.size();
  }

  @Override
  public int[] rows(int subject) {
    return Arrays.copyOfRange(rows, start[subject], start[subject + 1]);
  }
}
