package org.blup.model.means;

import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;

/**
 * Comparisons of the means of a factor at each level of another. Each level has a family of its
 * own, as in R's {@code emmeans}: p-values and intervals allow for the comparisons within the
 * level.
 *
 * @param <M> a level of the factor that tells the families apart
 * @param <L> a level of the factor whose means are compared
 */
public interface ComparisonsBy<M, L> {

  /** The levels of the other factor that have rows, in its order. */
  List<M> levels();

  /** The comparisons at each level of the other factor, in its order. */
  Map<M, Comparisons<L>> all();

  /**
   * The comparisons at a level of the other factor.
   *
   * @throws BlupException if it has no such level, or no row with it
   */
  Comparisons<L> get(M level);

  /**
   * The same comparisons, adjusted within each level in another way.
   *
   * @throws BlupException if the procedure is for another kind of family
   */
  ComparisonsBy<M, L> adjust(Multiplicity choice);

  /**
   * The tables with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);

  /**
   * The comparisons of each level as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return EstimatesJson.by(
            "comparisonsBy",
            all(),
            each -> EstimatesJson.comparisons(each.multiplicity(), each.all()))
        .text();
  }

  /** A table with 95 % intervals for each level of the other factor. */
  @Override
  String toString();
}
