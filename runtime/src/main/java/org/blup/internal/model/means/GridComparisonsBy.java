package org.blup.internal.model.means;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.model.Tails;
import org.blup.model.means.Comparisons;
import org.blup.model.means.ComparisonsBy;
import org.blup.model.means.Multiplicity;
import org.jspecify.annotations.Nullable;

/**
 * Families of comparisons by the levels of another factor.
 *
 * @param <M> a level of the other factor
 * @param <L> a level
 */
final class GridComparisonsBy<M, L> implements ComparisonsBy<M, L> {

  private final String factor;
  private final Map<M, GridComparisons<L>> parts;

  GridComparisonsBy(String factor, Map<M, GridComparisons<L>> parts) {
    this.factor = factor;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  @Override
  public List<M> levels() {
    return List.copyOf(parts.keySet());
  }

  @Override
  public Map<M, Comparisons<L>> all() {
    return Collections.unmodifiableMap(parts);
  }

  @Override
  public Comparisons<L> get(M level) {
    @Nullable GridComparisons<L> part = parts.get(level);
    if (part == null) {
      throw TablesBy.unknown(factor, level, parts.keySet());
    }
    return part;
  }

  @Override
  public ComparisonsBy<M, L> adjust(Multiplicity choice) {
    Map<M, GridComparisons<L>> adjusted = new LinkedHashMap<>();
    parts.forEach((level, part) -> adjusted.put(level, part.adjust(choice)));
    return new GridComparisonsBy<>(factor, adjusted);
  }

  @Override
  public String table(double level) {
    return TablesBy.print(factor, parts, part -> part.part(level, factor));
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
