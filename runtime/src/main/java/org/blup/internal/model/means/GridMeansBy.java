package org.blup.internal.model.means;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.blup.internal.model.Tails;
import org.blup.model.means.ComparisonsBy;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;
import org.jspecify.annotations.Nullable;

/**
 * Means by the levels of another factor.
 *
 * @param <M> a level of the other factor
 * @param <L> a level
 */
final class GridMeansBy<M, L> implements MeansBy<M, L> {

  private final String factor;
  private final Map<M, GridMeans<L>> parts;

  GridMeansBy(String factor, Map<M, GridMeans<L>> parts) {
    this.factor = factor;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  @Override
  public String factor() {
    return factor;
  }

  @Override
  public List<M> levels() {
    return List.copyOf(parts.keySet());
  }

  @Override
  public Map<M, Means<L>> all() {
    return Collections.unmodifiableMap(parts);
  }

  @Override
  public Means<L> get(M level) {
    @Nullable GridMeans<L> part = parts.get(level);
    if (part == null) {
      throw TablesBy.unknown(factor, level, parts.keySet());
    }
    return part;
  }

  @Override
  public ComparisonsBy<M, L> pairwise() {
    return compared(GridMeans::pairwise);
  }

  @Override
  public ComparisonsBy<M, L> versus(L control) {
    return compared(means -> means.versus(control));
  }

  @Override
  public ComparisonsBy<M, L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights) {
    return compared(means -> means.contrasts(weights));
  }

  private ComparisonsBy<M, L> compared(Function<GridMeans<L>, GridComparisons<L>> comparisons) {
    Map<M, GridComparisons<L>> compared = new LinkedHashMap<>();
    parts.forEach((level, means) -> compared.put(level, comparisons.apply(means)));
    return new GridComparisonsBy<>(factor, compared);
  }

  @Override
  public String table(double level) {
    return TablesBy.print(factor, parts, means -> means.table().part(level, factor));
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
