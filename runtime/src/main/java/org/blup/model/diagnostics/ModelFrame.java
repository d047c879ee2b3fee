package org.blup.model.diagnostics;

import java.util.List;
import java.util.Optional;
import org.blup.exception.BlupException;

/**
 * The values that a model reads from rows, by the names of its formula: what tables and pictures of
 * the data are made of, as R's {@code model.frame}. Made by {@link org.blup.model.MixedFit#frame}.
 */
public interface ModelFrame {

  /** The number of rows. */
  int rows();

  /** The name of the left-hand side: {@code reaction}, {@code log(price)}. */
  String response();

  /** The names of the numbers of the model, those that it computes as {@code I(days^2)} too. */
  List<String> numbers();

  /** The names of the factors of the model, those that only group among them. */
  List<String> factors();

  /** The names of the grouping factors: {@code subject}, {@code batch:cask}. */
  List<String> groups();

  /** The left-hand side of a row; {@code NaN} if it is missing. */
  double response(int row);

  /**
   * A number of a row; {@code NaN} if it is missing.
   *
   * @param name one of {@link #numbers()}
   * @throws BlupException if there is none of that name
   */
  double number(String name, int row);

  /**
   * The level of a row; empty if it is missing or one that the data of the fit did not have.
   *
   * @param name one of {@link #factors()} or {@link #groups()}
   * @throws BlupException if there is none of that name
   */
  Optional<String> level(String name, int row);

  /**
   * What a random effect of the row's level is multiplied by, an element of Z: 1 for an intercept,
   * the number for a slope, what contrasts give for the levels of a factor; {@code NaN} if it is
   * missing.
   *
   * @param group one of {@link #groups()}
   * @param name one of the effects of the group, as {@code conditionalModes(group)} names them
   * @throws BlupException if there is none of that name
   */
  double effect(String group, String name, int row);

  /** The variables with their ranges and numbers of levels. */
  @Override
  String toString();
}
