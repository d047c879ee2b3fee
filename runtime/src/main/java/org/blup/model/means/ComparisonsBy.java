package org.blup.model.means;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.model.Tails;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of the means of a factor at each level of another. Each level has a family of its
 * own, as in R's {@code emmeans}: p-values and intervals allow for the comparisons within the
 * level.
 *
 * @param <M> a level of the factor that tells the families apart
 * @param <L> a level of the factor whose means are compared
 */
public final class ComparisonsBy<M, L> {

  private final String factor;
  private final Map<M, Comparisons<L>> parts;

  ComparisonsBy(String factor, Map<M, Comparisons<L>> parts) {
    this.factor = factor;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** The levels of the other factor that have rows, in its order. */
  public List<M> levels() {
    return List.copyOf(parts.keySet());
  }

  /** The comparisons at each level of the other factor, in its order. */
  public Map<M, Comparisons<L>> all() {
    return parts;
  }

  /**
   * The comparisons at a level of the other factor.
   *
   * @throws BlupException if it has no such level, or no row with it
   */
  public Comparisons<L> get(M level) {
    @Nullable Comparisons<L> part = parts.get(level);
    if (part == null) {
      throw TablesBy.unknown(factor, level, parts.keySet());
    }
    return part;
  }

  /**
   * The same comparisons, adjusted within each level in another way.
   *
   * @throws BlupException if the procedure is for another kind of family
   */
  public ComparisonsBy<M, L> adjust(Multiplicity choice) {
    Map<M, Comparisons<L>> adjusted = new LinkedHashMap<>();
    parts.forEach((level, part) -> adjusted.put(level, part.adjust(choice)));
    return new ComparisonsBy<>(factor, adjusted);
  }

  /**
   * The tables with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public String table(double level) {
    return TablesBy.print(factor, parts, part -> part.part(level, factor));
  }

  /** A table with 95 % intervals for each level of the other factor. */
  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
