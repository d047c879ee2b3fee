package org.blup.model.means;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.model.ResponseScale;
import org.blup.model.fit.CoefficientSpace;

/**
 * Where the means of a fit are taken: each covariate at one value, by default its mean over the
 * rows, and each factor of the fixed effects at one level or, by default, averaged over all levels
 * that have rows. Immutable: every choice makes another grid.
 */
public final class ReferenceGrid {

  private final Grid grid;

  private ReferenceGrid(Grid grid) {
    this.grid = grid;
  }

  public static ReferenceGrid of(CoefficientSpace space, DerivedNumbers derived) {
    return new ReferenceGrid(Grid.of(space, derived));
  }

  /** The covariates that {@link #at} can set, as the formula names them. */
  public List<String> covariates() {
    return grid.covariates();
  }

  /** The factors of the fixed effects, as the formula names them. */
  public List<String> factors() {
    return grid.factors();
  }

  /**
   * The grid with a covariate at another value, or a factor at one level.
   *
   * @param variable a name out of {@link #covariates()} or {@link #factors()}
   * @param value a finite number, or a level
   * @throws BlupException if there is no such variable, or the value is none of its kind
   * @throws UnknownLevelException if the data have no such level
   */
  public ReferenceGrid at(String variable, Object value) {
    return new ReferenceGrid(grid.at(variable, value));
  }

  /**
   * The grid that averages over factors in another way.
   *
   * @throws BlupException where means are asked for, if the fit does not know how many rows a
   *     combination of levels has; the message says of which factors
   */
  public ReferenceGrid averaging(Averaging choice) {
    Objects.requireNonNull(choice, "choice");
    return new ReferenceGrid(grid.averaging(choice));
  }

  /** The mean over all factors. */
  public Mean overall() {
    return new Mean(grid.overall());
  }

  /**
   * The means of a factor's levels.
   *
   * @throws BlupException if the fixed effects have no such factor
   */
  public Means<String> means(String factor) {
    return means(factor, Function.identity());
  }

  /**
   * The means of a factor's levels, as values of another type.
   *
   * @param level makes the value of a level's text
   * @throws BlupException if the fixed effects have no such factor
   */
  public <L> Means<L> means(String factor, Function<String, L> level) {
    return Means.of(grid, List.of(factor), texts -> level.apply(texts.get(0)));
  }

  /**
   * The means of all combinations of several factors' levels, the first varying fastest.
   *
   * @throws BlupException if one of the factors is not among the fixed effects, or occurs twice
   */
  public Means<List<String>> means(String first, String second, String... more) {
    List<String> factors = Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList();
    if (factors.stream().distinct().count() < factors.size()) {
      throw new BlupException("Means of " + factors + ": a factor occurs twice. Name it once.");
    }
    return Means.of(grid, factors, Function.identity());
  }

  /** Where means are taken. */
  @Override
  public String toString() {
    return "Reference grid of "
        + grid.structure()
        + "\n"
        + String.join("\n", GridNotes.of(grid, List.of(), ResponseScale.IDENTITY))
        + "\n";
  }
}
