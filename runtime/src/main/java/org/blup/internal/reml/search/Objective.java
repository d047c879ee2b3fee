package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.AverageInformation;
import org.blup.internal.reml.equations.EquationSetup;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.SparseFactorisation;
import org.blup.internal.reml.equations.Templates;
import org.blup.internal.reml.equations.UserBasis;

/**
 * The criterion as a function of scaled parameters, with its gradient and a model of its curvature.
 *
 * <p>The curvature is average information plus the part that stems from Λ entering the covariance
 * squared. With {@code M = ∂criterion/∂(ΛΛᵀ)} that part is {@code 2 M_ac} between the elements (a,
 * b) and (c, b) of a template, and {@code M Λ} is half the gradient, so M is known wherever Λ is
 * invertible; where it is not, M stays as it was last known. It vanishes at an optimum of full
 * rank; where rank is lost it is all the curvature there is, and its sign tells a minimum from a
 * saddle.
 */
public final class Objective {

  /** With more effects a level, squares of residuals take longer than the steps they save. */
  private static final int MOST_EFFECTS = 12;

  public final MixedModelEquations model;
  public final Templates templates;
  public final double[] gradient;

  /** Parameters × parameters, row by row. */
  final double[] curvature;

  /** For each term M where Λ was last invertible, size × size. */
  final double[][] covarianceDerivatives;

  final UserBasis userBasis;

  /** G of each group, and the average information, on the scale of the equations. */
  private final double[][] groupGradient;

  private final double[] average;

  private final ObjDoubleConsumer<double[]> listener;
  private final double[][] factors;

  /** What squares of least squares' residuals make of the variances; empty if not computed. */
  private final double[] momentVariances;

  private final FlatDirections flat;
  private final FlatTangents tangents;
  private int evaluations;
  private double lastValue;

  public Objective(EquationSetup setup, boolean reml, ObjDoubleConsumer<double[]> listener) {
    this.listener = listener;
    model = new MixedModelEquations(setup, reml);
    templates = setup.templates;
    userBasis = setup.userBasis;
    NormalEquations equations = setup.equations;
    factors = templates.newFactors();
    groupGradient = templates.newFactors();
    gradient = new double[templates.parameters()];
    curvature = new double[gradient.length * gradient.length];
    average = new double[curvature.length];
    covarianceDerivatives = new double[templates.terms().size()][];
    for (int t = 0; t < covarianceDerivatives.length; t++) {
      int k = templates.terms().get(t).size();
      covarianceDerivatives[t] = new double[k * k];
    }
    int effects = equations.groups().stream().mapToInt(Group::size).max().orElse(0);
    MomentVariances moments =
        effects > 0 && effects <= MOST_EFFECTS ? MomentVariances.of(equations, templates) : null;
    momentVariances = moments == null ? new double[0] : moments.variances();
    flat = FlatDirections.of(moments == null ? new double[0] : moments.products(), model);
    tangents = new FlatTangents(templates, flat.directions(model));
  }

  /** Unscaled elements of the covariances by MIVQUE0, and σ² behind them; empty if not known. */
  double[] momentVariances() {
    return momentVariances.clone();
  }

  /** Directions of the covariance parameters that the data do not tell. */
  FlatDirections flat() {
    return flat;
  }

  /** Begins anew with equations for another response: nothing is known, nothing evaluated. */
  void restart(NormalEquations equations) {
    model.take(equations);
    evaluations = 0;
    for (double[] derivative : covarianceDerivatives) {
      Arrays.fill(derivative, 0);
    }
  }

  public int parameters() {
    return gradient.length;
  }

  public int evaluations() {
    return evaluations;
  }

  /** The criterion for scaled parameters; infinite where it has no value. */
  public double value(double[] theta) {
    templates.expand(theta, factors);
    return evaluate();
  }

  /** The same for parameters that may be those of the last evaluation, which is then not redone. */
  double known(double[] theta) {
    double[][] expanded = templates.newFactors();
    templates.expand(theta, expanded);
    return value(expanded);
  }

  /** The criterion for the groups' factors on the scale of the equations. */
  public double value(double[][] groupFactors) {
    if (evaluations > 0 && Arrays.deepEquals(groupFactors, factors)) {
      return lastValue;
    }
    for (int g = 0; g < factors.length; g++) {
      System.arraycopy(groupFactors[g], 0, factors[g], 0, factors[g].length);
    }
    return evaluate();
  }

  private double evaluate() {
    lastValue = model.criterion(factors);
    evaluations++;
    listener.accept(theta(), lastValue);
    return lastValue;
  }

  /** The parameters of the last evaluation, on the user's scale and in the user's basis. */
  double[] theta() {
    double[] theta = new double[parameters()];
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      double[] template = userBasis.template(t, templates.template(t, factors));
      for (int i = templates.termStart[t]; i < templates.termStart[t + 1]; i++) {
        int a = templates.row[i] - term.offset();
        theta[i] = template[a * term.size() + templates.column[i] - term.offset()];
      }
    }
    return theta;
  }

  /** What the curvature is made of where the criterion was last evaluated. */
  public AverageInformation information() {
    SparseFactorisation factored = model.factored();
    model.solve();
    return factored.information(model.profile(), model.effects);
  }

  /** How far rounding may change the last value. */
  double rounding() {
    return model.rounding(lastValue);
  }

  /** Gradient and curvature where the criterion was last evaluated. */
  public void differentiate() {
    model.differentiate(groupGradient, average);
    int m = parameters();
    for (int i = 0; i < m; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      gradient[i] =
          2 * groupGradient[g][templates.column[i] * k + templates.row[i]] / templates.scale(i);
      for (int j = 0; j < m; j++) {
        curvature[i * m + j] = average[i * m + j] / (templates.scale(i) * templates.scale(j));
      }
    }
    for (int t = 0; t < templates.terms().size(); t++) {
      differentiateCovariance(t);
      addSquaredPart(t);
    }
    double[] scaled = new double[m];
    templates.collect(factors, scaled);
    tangents.remove(scaled, gradient, curvature);
  }

  private void addSquaredPart(int t) {
    Term term = templates.terms().get(t);
    double[] derivative = covarianceDerivatives[t];
    int m = parameters();
    int k = term.size();
    for (int i = templates.termStart[t]; i < templates.termStart[t + 1]; i++) {
      for (int j = templates.termStart[t]; j < templates.termStart[t + 1]; j++) {
        if (templates.column[i] == templates.column[j]) {
          int a = templates.row[i] - term.offset();
          int c = templates.row[j] - term.offset();
          curvature[i * m + j] += derivative[a * k + c] + derivative[c * k + a];
        }
      }
    }
  }

  /**
   * {@code M = (M Λ) Λ⁻¹} on the optimiser's scale, size × size, by substitution from the last
   * column on, for a lower triangular Λ.
   */
  private void differentiateCovariance(int t) {
    Term term = templates.terms().get(t);
    int k = term.size();
    int g = term.group();
    int size = templates.groupSize(g);
    double[] m = new double[k * k];
    for (int b = k - 1; b >= 0; b--) {
      double pivot = scaledFactor(term, b, b);
      if (pivot == 0) {
        return;
      }
      for (int a = 0; a < k; a++) {
        double sum =
            groupGradient[g][(term.offset() + b) * size + term.offset() + a]
                / templates.scale(g, term.offset() + a);
        for (int c = b + 1; c < k; c++) {
          sum -= m[a * k + c] * scaledFactor(term, c, b);
        }
        m[a * k + b] = sum / pivot;
      }
    }
    covarianceDerivatives[t] = m;
  }

  private double scaledFactor(Term term, int a, int b) {
    int g = term.group();
    int row = term.offset() + a;
    return factors[g][row * templates.groupSize(g) + term.offset() + b] * templates.scale(g, row);
  }

  /** How searches end. */
  Ending ending() {
    return Ending.of(model.layout.symbolic.work());
  }

  /** Where the search starts: each effect as variable as the residual. */
  public double[] start() {
    double[] theta = new double[parameters()];
    Arrays.setAll(theta, i -> templates.isDiagonal(i) ? 1 : 0);
    return theta;
  }
}
