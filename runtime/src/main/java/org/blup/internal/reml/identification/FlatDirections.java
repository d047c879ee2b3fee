package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;

/**
 * Directions of the covariance parameters on which the likelihood of the residuals of X does not
 * depend, whatever y is. The covariance of y is linear in the elements of Σ and σ², and REML sees
 * of it what X leaves, so these directions are the null space of {@code tr(P V_i P V_j)}, at any V:
 * here at {@code V = W⁻¹}, as {@link MomentVariances} has it. A direction that is null to rounding
 * there counts if the criterion confirms it at covariances of very different size.
 */
public final class FlatDirections {

  /**
   * A direction changes those parameters whose {@link #share} is larger than this; tenfold either
   * way the answers of 95 designs are the same.
   */
  public static final double CHANGES = 1e-5;

  /**
   * Eigenvalues below this share of a variance's own square are candidates, which the criterion has
   * to confirm: the root of the rounding of 1.
   */
  private static final double LARGEST_NULL_EIGENVALUE = 1e-8;

  /** With pivots above this no eigenvalue is near zero, and most models need none. */
  private static final double CLEAR_PIVOT = 1e-4;

  /**
   * How far a covariance is moved, as a share of what keeps it positive definite: most of it, for
   * differences to be large.
   */
  public static final double SHARE_OF_WAY = 0.9;

  private final NormalEquations equations;
  private final Templates templates;
  private final int parameters;

  /** For each parameter and σ² the root of {@code tr(V_i V_i)}. */
  private final double[] norms;

  /** Changes of the scaled elements of Σ, and of σ² behind them. */
  private final List<double[]> directions;

  private FlatDirections(NormalEquations equations, Templates templates) {
    this.equations = equations;
    this.templates = templates;
    parameters = templates.elements();
    norms = norms();
    directions = new ArrayList<>();
  }

  /**
   * Finds the directions.
   *
   * @param products {@code tr(P V_i P V_j)} of the elements of Σ and σ²; none if not known
   * @param model of the equations; evaluated, so that it holds other templates afterwards
   */
  public static FlatDirections of(double[] products, MixedModelEquations model) {
    FlatDirections flat = new FlatDirections(model.equations(), model.templates);
    if (products.length == 0 || !Arrays.stream(products).allMatch(Double::isFinite)) {
      return flat;
    }
    List<double[]> candidates =
        new ArrayList<>(flat.candidates(products, model.setup.parametrisation));
    if (!candidates.isEmpty()) {
      MixedModelEquations restricted =
          model.reml ? model : new MixedModelEquations(model.setup, true);
      DirectionCheck check = new DirectionCheck(flat, restricted);
      check.separate(candidates);
      candidates.removeIf(candidate -> !check.isFlat(flat.scaled(candidate)));
      NullSpace.reduce(candidates);
      candidates.forEach(candidate -> flat.directions.add(flat.scaled(candidate)));
    }
    return flat;
  }

  public boolean isEmpty() {
    return directions.isEmpty();
  }

  /** Changes of the scaled elements of Σ, and of σ² behind them. */
  public List<double[]> directions() {
    return directions;
  }

  /** Those on which the criterion of a model, that of ML too, does not depend. */
  public List<double[]> directions(MixedModelEquations model) {
    return directions.stream().filter(new DirectionCheck(this, model)::isFlat).toList();
  }

  /** How far a direction changes an element of Σ, or σ², beside the other changes it makes. */
  public double share(double[] direction, int parameter) {
    double largest = 0;
    for (int i = 0; i <= parameters; i++) {
      largest = Math.max(largest, Math.abs(direction[i]) * unit(i) * norms[i]);
    }
    return Math.abs(direction[parameter]) * unit(parameter) * norms[parameter] / largest;
  }

  private List<double[]> candidates(double[] products, Parametrisation parametrisation) {
    int all = parameters + 1;
    double[] scaled = new double[all * all];
    for (int i = 0; i < all; i++) {
      for (int j = 0; j < all; j++) {
        scaled[i * all + j] = products[i * all + j] / norms[i] / norms[j];
      }
    }
    if (equations.residuals().isVarianceKnown()) {
      withoutDirectionOfResidual(scaled);
    }
    if (parametrisation.isDirect()) {
      return nullSpace(all, scaled);
    }
    double[] tangents = tangents(parametrisation);
    int n = parametrisation.parameters() + 1;
    return nullSpace(n, Quadratic.congruence(all, n, tangents, scaled)).stream()
        .map(candidate -> Quadratic.times(all, tangents, candidate))
        .toList();
  }

  /** Decouples σ² from the other parameters. */
  private void withoutDirectionOfResidual(double[] scaled) {
    int all = parameters + 1;
    for (int i = 0; i < parameters; i++) {
      scaled[i * all + parameters] = 0;
      scaled[parameters * all + i] = 0;
    }
    scaled[all * all - 1] = 1;
  }

  /**
   * Changes of the elements of Σ, and of σ², that stay within the form of each term, as columns of
   * length 1: at covariances that have nothing special about them.
   */
  private double[] tangents(Parametrisation parametrisation) {
    int m = parametrisation.parameters();
    int n = m + 1;
    double[] theta = parametrisation.independent();
    for (int i = 0; i < m; i++) {
      theta[i] += 0.3 + 0.1 * (i % 4);
    }
    double[] jacobian = parametrisation.covarianceJacobian(theta);
    double[] tangents = new double[(parameters + 1) * n];
    tangents[tangents.length - 1] = 1;
    for (int i = 0; i < m; i++) {
      double square = 0;
      for (int e = 0; e < parameters; e++) {
        double change = jacobian[e * m + i] * norms[e] * unit(e);
        tangents[e * n + i] = change;
        square += change * change;
      }
      for (int e = 0; e < parameters; e++) {
        tangents[e * n + i] /= square > 0 ? Math.sqrt(square) : 1;
      }
    }
    return tangents;
  }

  private static List<double[]> nullSpace(int n, double[] scaled) {
    List<double[]> candidates = new ArrayList<>();
    if (leastPivot(n, scaled.clone()) > CLEAR_PIVOT) {
      return candidates;
    }
    SymmetricEigen eigen = new SymmetricEigen(n, scaled);
    for (int e = 0; e < n && eigen.values()[e] < LARGEST_NULL_EIGENVALUE; e++) {
      double[] vector = new double[n];
      for (int i = 0; i < n; i++) {
        vector[i] = eigen.vector(e, i);
      }
      candidates.add(vector);
    }
    return candidates;
  }

  private static double leastPivot(int n, double[] matrix) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double pivot = matrix[j * (n + 1)];
      least = Math.min(least, pivot);
      for (int i = j + 1; i < n && least > CLEAR_PIVOT; i++) {
        double multiple = matrix[i * n + j] / pivot;
        for (int k = j + 1; k <= i; k++) {
          matrix[i * n + k] -= multiple * matrix[k * n + j];
        }
      }
    }
    return least;
  }

  private double[] norms() {
    double[] squares =
        equations
            .distant()
            .map(
                levels -> levels.sum(new Squares(templates.group, templates.row, templates.column)))
            .orElseGet(this::squares);
    squares = Arrays.copyOf(squares, parameters + 1);
    squares[parameters] = equations.rows();
    for (int i = 0; i <= parameters; i++) {
      squares[i] = squares[i] > 0 ? Math.sqrt(squares[i]) : 1;
    }
    return squares;
  }

  private double[] squares() {
    double[] squares = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      int g = templates.group[i];
      squares[i] =
          square(
              equations.levelBlocks(g),
              templates.groupSize(g),
              templates.row[i],
              templates.column[i]);
    }
    return squares;
  }

  /** {@code tr(V_i V_i)} over the blocks of some levels. */
  private static double square(double[] blocks, int k, int a, int b) {
    double square = 0;
    for (int at = 0; at < blocks.length; at += k * k) {
      double first = blocks[at + a * (k + 1)];
      double second = blocks[at + b * (k + 1)];
      double mixed = blocks[at + a * k + b];
      square += a == b ? first * first : 2 * (first * second + mixed * mixed);
    }
    return square;
  }

  /** The same for each element of the templates, where the levels are. */
  private record Squares(int[] group, int[] row, int[] column) implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      double[] squares = new double[row.length];
      for (int i = 0; i < squares.length; i++) {
        LevelBlocks levels = part.group(group[i]);
        squares[i] = square(levels.blocks(), levels.size(), row[i], column[i]);
      }
      return squares;
    }
  }

  /** What scaled elements of Σ have to be multiplied by to get those of the equations. */
  private double unit(int i) {
    return i == parameters
        ? 1
        : 1 / (templates.scale(i) * templates.scale(templates.group[i], templates.column[i]));
  }

  /** A candidate, which has length 1, as a change of the scaled elements of Σ, and of σ². */
  double[] scaled(double[] vector) {
    double[] direction = new double[parameters + 1];
    Arrays.setAll(direction, i -> vector[i] / norms[i] / unit(i));
    return direction;
  }

  /**
   * Templates whose covariances are those of independent effects of a variance, moved along a
   * direction.
   *
   * @param share of the way to where one may no longer be positive definite
   */
  public double[][] moved(double[] direction, double variance, double share) {
    double length = Math.abs(direction[parameters]);
    double squares = 0;
    for (int i = 0; i < parameters; i++) {
      squares += (templates.isDiagonal(i) ? 1 : 2) * direction[i] * direction[i];
    }
    double step = share / Math.max(Math.sqrt(squares) / variance, length);
    double residual = 1 + step * direction[parameters];
    double[] covariances = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      double own = templates.isDiagonal(i) ? variance : 0;
      covariances[i] = (own + step * direction[i]) / residual;
    }
    double[] theta = new double[parameters];
    for (int t = 0; t < templates.terms().size(); t++) {
      factor(t, covariances, theta);
    }
    double[][] factors = templates.newFactors();
    templates.expand(theta, factors);
    return factors;
  }

  /** The Cholesky factor of a term's positive definite covariance. */
  private void factor(int t, double[] covariances, double[] theta) {
    CovarianceStructure structure = templates.terms().get(t).structure();
    structure.forEachElement(
        templates.terms().get(t).size(),
        (a, b) -> {
          double left = covariances[templates.element(t, a, b)];
          for (int c = 0; c < b && structure.isCorrelated(); c++) {
            left -= theta[templates.element(t, a, c)] * theta[templates.element(t, b, c)];
          }
          theta[templates.element(t, a, b)] =
              a == b ? Math.sqrt(left) : left / theta[templates.element(t, b, b)];
        });
  }
}
