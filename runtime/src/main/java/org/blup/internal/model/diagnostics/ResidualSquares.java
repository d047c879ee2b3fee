package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.postfit.FittedEquations;

/**
 * The squares of the residuals of rows, and how far rounding may bring their sum from what the fit
 * knows of it. A residual is rounded relative to the parts that the row's response is made of, with
 * the user's columns; the sum that the fit knows relative to the squares of those in the working
 * basis, which it is what is left of.
 */
final class ResidualSquares {

  /** What is allowed even where parts are small, relative to the sum. */
  private static final double ALLOWED = 1e-6;

  /** Rounding of some dozens of operations. */
  private static final double ROUNDING = 1e-14;

  private final FittedEquations equations;
  private final double[] coefficients;
  private final double[] working;
  private final double[][] effects;
  private final RowResiduals residuals;
  private final Map<Integer, List<Entry>> subjects = new LinkedHashMap<>();
  private double sum;
  private double userParts;
  private double workingParts;

  /**
   * A row whose residual covaries with others.
   *
   * @param user the size of its parts with the user's columns
   * @param shifted that of those in the working basis
   */
  private record Entry(Place place, double residual, double user, double shifted) {}

  ResidualSquares(PostFit fit, RowResiduals residuals, double[] beta) {
    this.residuals = residuals;
    equations = fit.equations();
    coefficients = beta;
    working = fit.solution().beta();
    effects = new double[equations.equations().groups().size()][];
    for (int g = 0; g < effects.length; g++) {
      effects[g] = equations.effects(g);
    }
  }

  /**
   * Adds a row.
   *
   * @param columns its row of X in the user's basis
   */
  void add(LinearPredictor row, double[] columns, Place place, double response, double residual) {
    double random = 0;
    for (int g = 0; g < effects.length; g++) {
      double[] z = row.z()[g];
      for (int a = 0; a < z.length; a++) {
        random += Math.abs(z[a] * effects[g][row.levels()[g] * z.length + a]);
      }
    }
    double user = Math.abs(response) + random + parts(columns, coefficients);
    double shifted = Math.abs(residual) + random + parts(row.x(), working);
    if (place.subject() < 0) {
      double weight = 1 / residuals.covariance(place, place);
      count(weight * residual * residual, weight, user * user, shifted * shifted);
    } else {
      subjects
          .computeIfAbsent(place.subject(), unused -> new ArrayList<>())
          .add(new Entry(place, residual, user, shifted));
    }
  }

  /** Counts the subjects whose residuals covary: {@code eᵀR⁻¹e} of each. */
  void complete() {
    for (List<Entry> rows : subjects.values()) {
      int n = rows.size();
      RowResiduals.checkSize(n, "a subject");
      double[] covariance = residuals.covariances(rows.stream().map(Entry::place).toList());
      double[] inverse = new double[n * n];
      double[] whitened = new double[n];
      double user = 0;
      double shifted = 0;
      for (int s = 0; s < n; s++) {
        inverse[s * (n + 1)] = 1;
        whitened[s] = rows.get(s).residual();
        user += rows.get(s).user() * rows.get(s).user();
        shifted += rows.get(s).shifted() * rows.get(s).shifted();
      }
      LowerRoot root = root(n, covariance);
      root.solve(whitened, 1);
      root.solve(inverse, n);
      count(Quadratic.dot(whitened, whitened), Quadratic.dot(inverse, inverse), user, shifted);
    }
    subjects.clear();
  }

  private static LowerRoot root(int n, double[] covariance) {
    try {
      return LowerRoot.of(n, covariance);
    } catch (IllegalArgumentException e) {
      throw new BlupException(
          "These are not the rows of the fit: a subject has two rows with one position. Pass the"
              + " rows that were fitted, all of them and no others.");
    }
  }

  /**
   * Counts rows.
   *
   * @param largest not less than the largest eigenvalue of the inverse of their covariance
   */
  private void count(double square, double largest, double user, double shifted) {
    sum += square;
    userParts += largest * user;
    workingParts += largest * shifted;
  }

  private static double parts(double[] columns, double[] coefficients) {
    double parts = 0;
    for (int c = 0; c < columns.length; c++) {
      parts += Math.abs(columns[c] * coefficients[c]);
    }
    return parts;
  }

  double sum() {
    return sum;
  }

  /** What the fit knows the sum to be. */
  double expected() {
    return equations.penalisedResidualSquare() - equations.penalty();
  }

  /** Whether they may be those of the fit's own rows. */
  boolean areThoseOfTheFit() {
    double known = equations.penalisedResidualSquare();
    double rounding =
        ALLOWED * known + 2 * ROUNDING * Math.sqrt(known * userParts) + ROUNDING * workingParts;
    return Math.abs(sum - expected()) <= rounding;
  }
}
