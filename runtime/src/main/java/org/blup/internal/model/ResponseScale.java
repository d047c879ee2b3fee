package org.blup.internal.model;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.blup.exception.BlupException;
import org.blup.internal.design.structure.ModelStructure;

/** What takes the left-hand side of a formula back to the response inside of its function. */
public enum ResponseScale {
  /** The left-hand side is the response. */
  IDENTITY("", eta -> eta, eta -> 1),
  LOG("log", Math::exp, Math::exp),
  LOG2("log2", eta -> Math.pow(2, eta), eta -> Math.log(2) * Math.pow(2, eta)),
  LOG10("log10", eta -> Math.pow(10, eta), eta -> Math.log(10) * Math.pow(10, eta)),
  LOG1P("log1p", Math::expm1, Math::exp),
  SQRT("sqrt", eta -> eta < 0 ? 0 : eta * eta, eta -> eta > 0 ? 2 * eta : Double.NaN);

  private final String function;
  private final DoubleUnaryOperator inverse;
  private final DoubleUnaryOperator derivative;

  ResponseScale(String function, DoubleUnaryOperator inverse, DoubleUnaryOperator derivative) {
    this.function = function;
    this.inverse = inverse;
    this.derivative = derivative;
  }

  /**
   * The scale of a model's left-hand side.
   *
   * @throws BlupException if that is a function whose inverse is not known
   */
  public static ResponseScale of(ModelStructure structure) {
    String response = structure.response();
    for (ResponseScale scale : values()) {
      if (scale != IDENTITY && encloses(scale.function + "(", response)) {
        return scale;
      }
    }
    if (response.chars().anyMatch(c -> "()+-*/^".indexOf(c) >= 0) && !response.startsWith("`")) {
      throw new BlupException(
          "There is no way back from '"
              + response
              + "' to the response: log, log2, log10, log1p and sqrt of it have one.");
    }
    return IDENTITY;
  }

  /** Whether a text begins so, and the parenthesis opened there closes at its end. */
  private static boolean encloses(String start, String text) {
    if (!text.startsWith(start)) {
      return false;
    }
    int depth = 1;
    for (int i = start.length(); i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }

  /** The scale of differences of the left-hand side: of logarithms they are ratios. */
  public ResponseScale ofDifferences() {
    return isLogarithm() ? this : IDENTITY;
  }

  public boolean isLogarithm() {
    return this == LOG || this == LOG2 || this == LOG10;
  }

  public double response(double eta) {
    return inverse.applyAsDouble(eta);
  }

  /** By the delta method. */
  public double standardError(double eta, double standardError) {
    return derivative.applyAsDouble(eta) * standardError;
  }

  /** What the left-hand side is called on this scale: {@code price} of {@code log(price)}. */
  public String name(ModelStructure structure) {
    String response = structure.response();
    return this == IDENTITY
        ? response
        : response.substring(function.length() + 1, response.length() - 1);
  }

  /**
   * What estimates of a model rest on, line by line for below their table: the scale that they are
   * on, where the left-hand side is a function of the response, and the weights of rows.
   */
  public String notes(ModelStructure structure) {
    return note(structure).map(line -> line + "\n").orElse("")
        + structure.weight().map(weight -> weightNote(weight) + "\n").orElse("");
  }

  /** Names the weights of rows, for below a table. */
  public static String weightNote(String weight) {
    return "Rows weighted by " + weight;
  }

  /** On which scale numbers are, where the left-hand side is a function of the response. */
  public Optional<String> note(ModelStructure structure) {
    String response = structure.response();
    if (response.chars().allMatch(Character::isJavaIdentifierPart)) {
      return Optional.empty();
    }
    return Optional.of(
        this == IDENTITY
            ? "On the scale of " + response
            : "On the scale of the response, taken back from " + response);
  }
}
