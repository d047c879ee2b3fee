package org.blup.model.means;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.model.Tails;
import org.jspecify.annotations.Nullable;

/**
 * Means of a factor at each level of another. Comparisons within a level are a family of their own.
 *
 * @param <M> a level of the factor that tells the tables apart
 * @param <L> a level of the factor that the means are of
 */
public final class MeansBy<M, L> {

  private final String factor;
  private final Map<M, Means<L>> parts;

  MeansBy(String factor, Map<M, Means<L>> parts) {
    this.factor = factor;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** The levels of the other factor that have rows, in its order. */
  public List<M> levels() {
    return List.copyOf(parts.keySet());
  }

  /** The means at each level of the other factor, in its order. */
  public Map<M, Means<L>> all() {
    return parts;
  }

  /**
   * The means at a level of the other factor.
   *
   * @throws BlupException if it has no such level, or no row with it
   */
  public Means<L> get(M level) {
    @Nullable Means<L> part = parts.get(level);
    if (part == null) {
      throw TablesBy.unknown(factor, level, parts.keySet());
    }
    return part;
  }

  /**
   * All differences of two means at each level of the other factor, the earlier level minus the
   * later; adjusted by Tukey within each level.
   *
   * @throws BlupException if there are more than 20,000 at a level
   */
  public ComparisonsBy<M, L> pairwise() {
    return compared(Means::pairwise);
  }

  /**
   * All differences of a level's mean from a control's at each level of the other factor; adjusted
   * by Dunnett within each level.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  public ComparisonsBy<M, L> versus(L control) {
    return compared(means -> means.versus(control));
  }

  /**
   * Contrasts of the means at each level of the other factor; not adjusted until asked for.
   *
   * @param weights for each contrast's name its weights of the levels, in the map's order
   * @throws BlupException if there are none, if there is no such level, or a weight is not finite
   */
  public ComparisonsBy<M, L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights) {
    return compared(means -> means.contrasts(weights));
  }

  private ComparisonsBy<M, L> compared(Function<Means<L>, Comparisons<L>> comparisons) {
    Map<M, Comparisons<L>> compared = new LinkedHashMap<>();
    parts.forEach((level, means) -> compared.put(level, comparisons.apply(means)));
    return new ComparisonsBy<>(factor, compared);
  }

  /**
   * The tables with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public String table(double level) {
    return TablesBy.print(factor, parts, means -> means.table().part(level, factor));
  }

  /** A table with 95 % intervals for each level of the other factor. */
  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
