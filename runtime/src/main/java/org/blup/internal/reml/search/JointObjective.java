package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.Problem;

/**
 * The criterion as a function of the parameters θ of the templates and, behind them, φ of the
 * residuals' covariance: at each φ there are other equations of the same pattern.
 */
final class JointObjective implements Problem {

  /**
   * Fisher's z of the correlation of neighbouring levels is not larger: 1 − ρ is 2e-7 there, the
   * elements of the precision 4e6, and the criterion loses seven digits of sixteen. Beyond it
   * rounding has minima of its own.
   */
  static final double MOST_CORRELATED = 8;

  /**
   * Searches see no more rounding from sums that cancel: it grows without end near a border of the
   * covariance, and steps below it are taken as they come.
   */
  private static final double MOST_ROUNDING = 1e-6;

  private final ResidualEquations residuals;
  private final Objective objective;

  /** How many parameters θ has. */
  private final int m;

  private double[] phi;
  private ResidualEquations.At at;

  /** Gradient and average information as the equations give them. */
  private final double[] residualGradient;

  private final double[] information;

  /**
   * The criterion of a model.
   *
   * @param listener told after each evaluation: θ, φ behind it, and the criterion
   */
  JointObjective(ResidualEquations residuals, boolean reml, ObjDoubleConsumer<double[]> listener) {
    this.residuals = residuals;
    phi = residuals.independent();
    at = residuals.at(phi);
    EquationSetup setup = EquationSetup.of(at.equations());
    objective =
        new Objective(setup, reml, (theta, value) -> listener.accept(joined(theta, phi), value));
    m = objective.size();
    residualGradient = new double[residuals.parameters()];
    int all = objective.templates.elements() + residualGradient.length;
    information = new double[all * all];
  }

  /** The usual goal of a search. */
  Goal goal() {
    return objective.goal(residuals.work());
  }

  /** The criterion for θ, at the φ of the last evaluation. */
  Objective objective() {
    return objective;
  }

  /**
   * Where searches start. Without random effects: what moments of least squares' residuals suggest.
   * With them: independent residuals, and these moments, which then hold what random effects add.
   */
  List<double[]> starts() {
    double[] independent = joined(Start.of(objective), residuals.independent());
    double[] moments = joined(Start.of(objective), moments());
    List<double[]> starts = m == 0 ? List.of(moments, independent) : List.of(independent, moments);
    int levels = residuals.pattern().autoregressions().size();
    if (levels == 0) {
      return starts;
    }
    LevelStarts grid = new LevelStarts(this, residuals.pattern());
    boolean isOne = residuals.parameters() == levels;
    List<double[]> lowest =
        (isOne ? starts.subList(0, 1) : starts)
            .stream().flatMap(s -> grid.beside(s).stream()).toList();
    return lowest.isEmpty() ? starts : lowest;
  }

  /** What moments of least squares' residuals suggest. */
  private double[] moments() {
    objective.value(objective.templates.newFactors());
    objective.model.solve();
    double[] beta = objective.model.beta();
    double[] s = new double[beta.length + 1];
    for (int c = 0; c < beta.length; c++) {
      s[c] = -beta[c];
    }
    s[beta.length] = 1;
    return residuals.start(s);
  }

  private static double[] joined(double[] theta, double[] phi) {
    double[] all = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, all, theta.length, phi.length);
    return all;
  }

  @Override
  public int size() {
    return m + residualGradient.length;
  }

  @Override
  public double value(double[] x) {
    for (int i = x.length - residuals.pattern().autoregressions().size(); i < x.length; i++) {
      if (Math.abs(x[i]) > MOST_CORRELATED) {
        return Double.POSITIVE_INFINITY;
      }
    }
    take(Arrays.copyOfRange(x, m, x.length));
    return objective.value(Arrays.copyOf(x, m));
  }

  /** Goes over to other parameters of the residuals. */
  void take(double[] residual) {
    if (!Arrays.equals(residual, phi)) {
      phi = residual;
      at = residuals.at(phi);
      objective.take(at.equations(), at.sizes());
    }
  }

  @Override
  public double rounding() {
    double rounding = objective.rounding();
    return rounding < MOST_ROUNDING ? rounding : objective.roundingOfSquares();
  }

  @Override
  public int evaluations() {
    return objective.evaluations();
  }

  @Override
  public Derivatives derivatives() {
    objective.differentiate(
        (gradient, average) ->
            objective.model.differentiate(at, gradient, average, residualGradient, information));
    int n = size();
    double[] gradient = Arrays.copyOf(objective.gradient, n);
    System.arraycopy(residualGradient, 0, gradient, m, n - m);
    double[] curvature = new double[n * n];
    for (int i = 0; i < m; i++) {
      System.arraycopy(objective.curvature, i * m, curvature, i * n, m);
    }
    int elements = objective.templates.elements();
    int all = elements + n - m;
    for (int i = m; i < n; i++) {
      int row = elements + i - m;
      double[] ofElements = new double[elements];
      Arrays.setAll(ofElements, e -> information[row * all + e] / objective.templates.scale(e));
      double[] ofTheta = objective.ofParameters(ofElements);
      for (int j = 0; j < m; j++) {
        curvature[i * n + j] = ofTheta[j];
        curvature[j * n + i] = ofTheta[j];
      }
      for (int j = m; j < n; j++) {
        curvature[i * n + j] = information[row * all + elements + j - m];
      }
    }
    return new Derivatives(gradient, curvature);
  }

  /**
   * The average information of all parameters, where {@link #derivatives} were last computed: their
   * curvature without the part that vanishes at an optimum.
   */
  double[] information() {
    int n = size();
    int elements = objective.templates.elements();
    int all = elements + n - m;
    double[][] rows = new double[all][];
    for (int i = 0; i < all; i++) {
      double[] ofElements = new double[elements];
      for (int e = 0; e < elements; e++) {
        ofElements[e] = information[i * all + e] / objective.templates.scale(e);
      }
      rows[i] = Arrays.copyOf(objective.ofParameters(ofElements), n);
      for (int j = m; j < n; j++) {
        rows[i][j] = information[i * all + elements + j - m];
      }
    }
    double[] ofParameters = new double[n * n];
    for (int j = 0; j < n; j++) {
      double[] column = new double[elements];
      for (int e = 0; e < elements; e++) {
        column[e] = rows[e][j] / objective.templates.scale(e);
      }
      double[] ofTheta = objective.ofParameters(column);
      for (int i = 0; i < n; i++) {
        ofParameters[i * n + j] = i < m ? ofTheta[i] : rows[elements + i - m][j];
      }
    }
    return ofParameters;
  }

  @Override
  public double[] moved(double[] x, double[] step) {
    double[] moved = Problem.super.moved(x, step);
    double[] theta = objective.moved(Arrays.copyOf(x, m), Arrays.copyOf(step, m));
    System.arraycopy(theta, 0, moved, 0, m);
    return moved;
  }

  @Override
  public Optional<double[]> beyondSaddle(double[] x, double below) {
    value(x);
    return objective
        .beyondSaddle(Arrays.copyOf(x, m), below)
        .map(
            theta -> {
              double[] beyond = x.clone();
              System.arraycopy(theta, 0, beyond, 0, m);
              return beyond;
            });
  }
}
