package org.blup.model.means;

import java.util.List;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;

/**
 * Where the means of a fit are taken: each covariate at one value, by default its mean over the
 * rows, and each factor of the fixed effects at one level or, by default, averaged over all levels
 * that have rows. Immutable: every choice makes another grid.
 */
public interface ReferenceGrid {

  /** The covariates that {@link #at} can set, as the formula names them. */
  List<String> covariates();

  /** The factors of the fixed effects, as the formula names them. */
  List<String> factors();

  /**
   * The grid with a covariate at another value, or a factor at one level.
   *
   * @param variable a name out of {@link #covariates()} or {@link #factors()}
   * @param value a finite number, or a level
   * @throws BlupException if there is no such variable, or the value is none of its kind
   * @throws UnknownLevelException if the data have no such level
   */
  ReferenceGrid at(String variable, Object value);

  /**
   * The grid that averages over factors in another way.
   *
   * @throws BlupException where means are asked for, if the fit does not know how many rows a
   *     combination of levels has; the message says of which factors
   */
  ReferenceGrid averaging(Averaging choice);

  /** The mean over all factors. */
  Mean overall();

  /**
   * The means of a factor's levels.
   *
   * @throws BlupException if the fixed effects have no such factor
   */
  Means<String> means(String factor);

  /**
   * The means of a factor's levels, as values of another type.
   *
   * @param level makes the value of a level's text
   * @throws BlupException if the fixed effects have no such factor
   */
  <L> Means<L> means(String factor, Function<String, L> level);

  /**
   * The means of all combinations of several factors' levels, the first varying fastest.
   *
   * @throws BlupException if one of the factors is not among the fixed effects, or occurs twice
   */
  Means<List<String>> means(String first, String second, String... more);

  /** Where means are taken. */
  @Override
  String toString();
}
