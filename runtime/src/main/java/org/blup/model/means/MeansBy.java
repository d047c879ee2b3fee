package org.blup.model.means;

import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;

/**
 * Means of a factor at each level of another. Comparisons within a level are a family of their own.
 *
 * @param <M> a level of the factor that tells the tables apart
 * @param <L> a level of the factor that the means are of
 */
public interface MeansBy<M, L> {

  /** The other factor, as the formula names it. */
  String factor();

  /** The levels of the other factor that have rows, in its order. */
  List<M> levels();

  /** The means at each level of the other factor, in its order. */
  Map<M, Means<L>> all();

  /**
   * The means at a level of the other factor.
   *
   * @throws BlupException if it has no such level, or no row with it
   */
  Means<L> get(M level);

  /**
   * All differences of two means at each level of the other factor, the earlier level minus the
   * later; adjusted by Tukey within each level.
   *
   * @throws BlupException if there are more than 20,000 at a level
   */
  ComparisonsBy<M, L> pairwise();

  /**
   * All differences of a level's mean from a control's at each level of the other factor; adjusted
   * by Dunnett within each level.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  ComparisonsBy<M, L> versus(L control);

  /**
   * Contrasts of the means at each level of the other factor; not adjusted until asked for.
   *
   * @param weights for each contrast's name its weights of the levels, in the map's order
   * @throws BlupException if there are none, if there is no such level, or a weight is not finite
   */
  ComparisonsBy<M, L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights);

  /**
   * The tables with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);

  /**
   * The means of each level as JSON, in fields whose names and order stay: see docs/saving.md.
   * Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return EstimatesJson.by("meansBy", all(), each -> EstimatesJson.means(each.all())).text();
  }

  /** A table with 95 % intervals for each level of the other factor. */
  @Override
  String toString();
}
