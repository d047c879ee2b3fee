package org.blup.internal.model.means;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.model.means.Averaging;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;

/** The reference grid of a fit. */
public final class FittedGrid implements ReferenceGrid {

  private final Grid grid;

  private FittedGrid(Grid grid) {
    this.grid = grid;
  }

  public static ReferenceGrid of(CoefficientSpace space, DerivedNumbers derived) {
    return new FittedGrid(Grid.of(space, derived));
  }

  @Override
  public List<String> covariates() {
    return grid.covariates();
  }

  @Override
  public List<String> factors() {
    return grid.factors();
  }

  @Override
  public ReferenceGrid at(String variable, Object value) {
    return new FittedGrid(grid.at(variable, value));
  }

  @Override
  public ReferenceGrid averaging(Averaging choice) {
    Objects.requireNonNull(choice, "choice");
    return new FittedGrid(grid.averaging(choice));
  }

  @Override
  public Mean overall() {
    return new GridMean(grid.overall());
  }

  @Override
  public Means<String> means(String factor) {
    return means(factor, Function.identity());
  }

  @Override
  public <L> Means<L> means(String factor, Function<String, L> level) {
    return GridMeans.of(grid, List.of(factor), texts -> level.apply(texts.get(0)));
  }

  @Override
  public Means<List<String>> means(String first, String second, String... more) {
    List<String> factors = Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList();
    if (factors.stream().distinct().count() < factors.size()) {
      throw new BlupException("Means of " + factors + ": a factor occurs twice. Name it once.");
    }
    return GridMeans.of(grid, factors, Function.identity());
  }

  @Override
  public String toString() {
    return "Reference grid of "
        + grid.structure()
        + "\n"
        + String.join("\n", GridNotes.of(grid, List.of(), ResponseScale.IDENTITY))
        + "\n";
  }
}
