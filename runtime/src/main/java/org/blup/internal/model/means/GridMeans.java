package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;
import org.blup.model.fit.StepListener;
import org.blup.model.means.Averaging;
import org.blup.model.means.Cell;
import org.blup.model.means.Comparison;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;
import org.blup.model.means.Multiplicity;

/**
 * The means of a table.
 *
 * @param <L> a level
 */
final class GridMeans<L> implements Means<L> {

  /** Of more pairs than this nobody reads a table, and the family takes too much memory. */
  private static final long MOST_PAIRS = 20_000;

  private final MeansTable<L> table;

  private GridMeans(MeansTable<L> table) {
    this.table = table;
  }

  static <L> GridMeans<L> of(Grid grid, List<String> factors, Function<List<String>, L> levelOf) {
    return new GridMeans<>(
        new MeansTable<>(
            grid, factors, levelOf, Grid::function, Optional.empty(), TableSteps.NOBODY));
  }

  @Override
  public String quantity() {
    return table.quantityName();
  }

  @Override
  public List<String> factors() {
    return List.copyOf(table.factors());
  }

  @Override
  public List<L> levels() {
    return List.copyOf(table.levels());
  }

  @Override
  public List<Mean> all() {
    return List.copyOf(table.all());
  }

  @Override
  public Mean get(L level) {
    return table.all().get(table.position(level));
  }

  @Override
  public Means<L> at(String variable, Object value) {
    return new GridMeans<>(table.on(table.grid().at(variable, value)));
  }

  @Override
  public Means<L> averaging(Averaging choice) {
    return new GridMeans<>(table.on(table.grid().averaging(choice)));
  }

  @Override
  public Means<L> onResponseScale() {
    if (table.slope().isPresent()) {
      throw new BlupException(
          "Slopes stay on the scale of the left-hand side: take means at values of the covariate"
              + " to the response's, by at(…).");
    }
    return new GridMeans<>(table.on(ResponseScale.of(table.grid().structure())));
  }

  @Override
  public Means<L> progress(StepListener listener) {
    return new GridMeans<>(table.told(Arguments.required(listener, "listener")));
  }

  @Override
  public Means<L> slopes(String covariate) {
    return new GridMeans<>(table.slopes(covariate));
  }

  @Override
  public <M> Means<Cell<L, M>> and(Means<M> means) {
    GridMeans<M> others = combinable(means);
    List<String> both = new ArrayList<>(table.factors());
    both.addAll(others.table.factors());
    int own = table.factors().size();
    return new GridMeans<>(
        table.of(
            both,
            texts ->
                Cell.of(
                    table.levelOf().apply(texts.subList(0, own)),
                    others.table.levelOf().apply(texts.subList(own, texts.size())))));
  }

  private <M> GridMeans<M> combinable(Means<M> means) {
    if (!(means instanceof GridMeans<M> others)) {
      throw new BlupException("The other means are of no fit: " + means);
    }
    if (others.table.grid().space() != table.grid().space()) {
      throw new BlupException("The means of " + others.table.factors() + " are of another fit.");
    }
    if (others.table.factors().stream().anyMatch(table.factors()::contains)) {
      throw new BlupException(
          "Means of "
              + table.factors()
              + " and "
              + others.table.factors()
              + ": a factor occurs twice.");
    }
    return others;
  }

  @Override
  public MeansBy<String, L> by(String factor) {
    return by(of(table.grid(), List.of(factor), texts -> texts.get(0)));
  }

  @Override
  public <M> MeansBy<M, L> by(Means<M> means) {
    GridMeans<M> others = combinable(means);
    if (others.table.factors().size() > 1) {
      throw new BlupException(
          "Means of "
              + table.factors()
              + " by "
              + others.table.factors()
              + ": name one other factor.");
    }
    String factor = others.table.factors().get(0);
    Map<M, GridMeans<L>> parts = new LinkedHashMap<>();
    for (int i = 0; i < others.table.levels().size(); i++) {
      Grid part = table.grid().by(factor, others.table.all().get(i).name());
      parts.put(others.table.levels().get(i), new GridMeans<>(table.on(part)));
    }
    return new GridMeansBy<>(factor, parts);
  }

  @Override
  public GridComparisons<L> pairwise() {
    long count = (long) table.all().size() * (table.all().size() - 1) / 2;
    if (count > MOST_PAIRS) {
      throw new BlupException(
          table.all().size()
              + " means make "
              + count
              + " pairs, more than "
              + MOST_PAIRS
              + ". Compare those of interest by contrasts(…), or all with one by versus(…).");
    }
    GridComparisons.Builder<L> pairs =
        new GridComparisons.Builder<>(table, GridComparisons.Family.PAIRS, Multiplicity.TUKEY);
    for (int a = 0; a < table.all().size(); a++) {
      for (int b = a + 1; b < table.all().size(); b++) {
        pairs.difference(a, b);
      }
    }
    return pairs.build();
  }

  @Override
  public GridComparisons<L> versus(L control) {
    GridComparisons.Builder<L> differences =
        new GridComparisons.Builder<>(table, GridComparisons.Family.CONTROL, Multiplicity.DUNNETT);
    int reference = table.position(control);
    for (int a = 0; a < table.all().size(); a++) {
      if (a != reference) {
        differences.difference(a, reference);
      }
    }
    return differences.build();
  }

  @Override
  public Comparison contrast(String name, Map<L, ? extends Number> weights) {
    return contrasts(Map.of(name, weights)).all().get(0);
  }

  @Override
  public GridComparisons<L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights) {
    GridComparisons.Builder<L> contrasts =
        new GridComparisons.Builder<>(table, GridComparisons.Family.CONTRASTS, Multiplicity.NONE);
    weights.forEach(
        (name, byLevel) -> {
          double[] factor = new double[table.all().size()];
          byLevel.forEach((level, weight) -> factor[table.position(level)] = finite(name, weight));
          contrasts.add(name, factor);
        });
    return contrasts.build();
  }

  private static double finite(String name, Number weight) {
    if (!Double.isFinite(weight.doubleValue())) {
      throw new BlupException(
          "The contrast '" + name + "' has a weight of " + weight + ": give it finite numbers.");
    }
    return weight.doubleValue();
  }

  @Override
  public String table(double level) {
    return MarginalTable.title("", table.title()) + table.rows(level) + table.notes(level);
  }

  MeansTable<L> table() {
    return table;
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
