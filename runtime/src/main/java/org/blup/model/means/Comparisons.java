package org.blup.model.means;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.fit.FTest;

/**
 * A family of comparisons of means, with p-values and intervals that allow for their number.
 * Immutable.
 *
 * @param <L> a level of the factor whose means are compared
 */
public interface Comparisons<L> {

  /** The comparisons in their order. */
  List<Comparison> all();

  /**
   * The comparison of a name.
   *
   * @throws BlupException if there is none
   */
  Comparison get(String name);

  /**
   * The difference of two levels' means, the first minus the second.
   *
   * @throws BlupException if there is no such level, or the family does not compare the two
   */
  Comparison between(L first, L second);

  /**
   * The same comparisons, adjusted for their number in another way.
   *
   * @throws BlupException if the procedure is for another kind of family: {@link
   *     Multiplicity#TUKEY} for {@link Means#pairwise()}, {@link Multiplicity#DUNNETT} for {@link
   *     Means#versus}
   */
  Comparisons<L> adjust(Multiplicity choice);

  /**
   * Tests that all of the comparisons that are estimable are 0; those that follow from others count
   * once. Of {@link Means#pairwise()} that is the test that all means are equal, as R's {@code
   * emmeans::joint_tests}.
   *
   * @throws BlupException if none is estimable
   */
  FTest jointTest();

  /** How the comparisons are adjusted. */
  Multiplicity multiplicity();

  /**
   * By how much an adjusted p-value may be wrong because it was integrated numerically: three and a
   * half standard errors of the worst, 1e-4 or less unless the family is very large; 0 where
   * p-values are exact up to rounding.
   */
  double integrationError();

  /**
   * The table with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);

  /**
   * The comparisons, with 95 % intervals, as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return EstimatesJson.comparisons(multiplicity(), all()).text();
  }

  /** A table with 95 % intervals. */
  @Override
  String toString();
}
