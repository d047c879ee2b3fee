package org.blup.internal.reml.objective;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ObjDoubleConsumer;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.AverageInformation;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.SparseFactorisation;
import org.blup.internal.reml.identification.FlatDirections;
import org.blup.internal.reml.identification.FlatTangents;
import org.blup.internal.reml.identification.MomentVariances;
import org.blup.internal.reml.setup.EffectProducts;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.setup.UserBasis;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.Problem;

/**
 * The criterion as a function of scaled parameters, with its gradient and a model of its curvature.
 *
 * <p>The curvature is average information plus the part that stems from Λ entering the covariance
 * squared ({@link CovarianceGradient}). That part vanishes at an optimum of full rank; where rank
 * is lost it is all the curvature there is, and its sign tells a minimum from a saddle.
 */
public final class Objective implements Problem {

  /** Minima closer than this are one: a hundredth of what is told of a criterion, 1e-3. */
  public static final double ALIKE = 1e-5;

  /** With more effects a level, squares of residuals take longer than the steps they save. */
  private static final int MOST_EFFECTS = 12;

  /**
   * A search that takes more evaluations is given up. Of 95 made-up designs the slowest, hostile
   * 1390, takes between 250 and this many.
   */
  private static final int MOST_EVALUATIONS = 1000;

  /**
   * Parameters in which the criterion is even, standard deviations in units of the residual's, stay
   * this far from zero: there the gradient vanishes whatever the criterion does. Squared it is
   * 1e-14, rounding beside 1.
   */
  private static final double LEAST_EVEN = 1e-7;

  public final MixedModelEquations model;
  public final Templates templates;
  public final Parametrisation parametrisation;
  public final double[] gradient;

  /** Parameters × parameters, row by row. */
  public final double[] curvature;

  final CovarianceGradient covarianceGradient;

  public final UserBasis userBasis;

  /** G of each group, and the average information, on the scale of the equations. */
  private final double[][] groupGradient;

  private final double[] average;

  /**
   * Gradient and curvature for the scaled elements: the same arrays if these are the parameters.
   */
  private final double[] elementGradient;

  private final double[] elementCurvature;

  private final ObjDoubleConsumer<double[]> listener;
  private final double[][] factors;

  /** What squares of least squares' residuals make of the variances; empty if not computed. */
  private final double[] momentVariances;

  private final FlatDirections flat;
  private final FlatTangents tangents;
  private int evaluations;
  private double lastValue;

  /** Whether that is the value of the equations as they are. */
  private boolean isKnown;

  /** The parameters of the last evaluation. */
  private double[] last = {};

  public Objective(EquationSetup setup, boolean reml, ObjDoubleConsumer<double[]> listener) {
    this.listener = listener;
    model = new MixedModelEquations(setup, reml);
    templates = setup.templates;
    parametrisation = setup.parametrisation;
    userBasis = setup.userBasis;
    NormalEquations equations = setup.equations;
    factors = templates.newFactors();
    groupGradient = templates.newFactors();
    gradient = new double[parametrisation.parameters()];
    curvature = new double[gradient.length * gradient.length];
    int elements = templates.elements();
    elementGradient = parametrisation.isDirect() ? gradient : new double[elements];
    elementCurvature = parametrisation.isDirect() ? curvature : new double[elements * elements];
    average = new double[elementCurvature.length];
    covarianceGradient = new CovarianceGradient(templates);
    MomentVariances moments =
        EffectProducts.areMade(equations) ? MomentVariances.of(equations, templates) : null;
    momentVariances =
        moments != null && EffectProducts.mostEffects(equations) <= MOST_EFFECTS
            ? moments.variances()
            : new double[0];
    flat = FlatDirections.of(moments == null ? new double[0] : moments.products(), model);
    tangents = new FlatTangents(templates, flat.directions(model));
  }

  /** Unscaled elements of the covariances by MIVQUE0, and σ² behind them; empty if not known. */
  public double[] momentVariances() {
    return momentVariances.clone();
  }

  /** Directions of the covariance parameters that the data do not determine. */
  public FlatDirections flat() {
    return flat;
  }

  /** Begins anew with equations for another response: nothing is known, nothing evaluated. */
  public void restart(NormalEquations equations) {
    take(equations, new double[0]);
    evaluations = 0;
    covarianceGradient.reset();
  }

  @Override
  public int size() {
    return gradient.length;
  }

  public int parameters() {
    return gradient.length;
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  /**
   * The criterion for scaled parameters; infinite where it has no value. Not evaluated again where
   * the last evaluation was.
   */
  @Override
  public double value(double[] theta) {
    double[][] expanded = templates.newFactors();
    parametrisation.expand(theta, expanded);
    double value = value(expanded);
    last = theta.clone();
    return value;
  }

  /** The criterion for the groups' factors on the scale of the equations. */
  public double value(double[][] groupFactors) {
    if (isKnown && Arrays.deepEquals(groupFactors, factors)) {
      return lastValue;
    }
    for (int g = 0; g < factors.length; g++) {
      System.arraycopy(groupFactors[g], 0, factors[g], 0, factors[g].length);
    }
    last = parametrisation.collect(factors);
    return evaluate();
  }

  /**
   * The same, and all that follows from it, by the usual factorisation: the bits depend on nothing
   * but the factors, whatever was computed before.
   */
  public double finalValue(double[][] groupFactors) {
    double value = value(groupFactors);
    if (model.isUsual()) {
      return value;
    }
    lastValue = model.criterion(factors);
    return lastValue;
  }

  private double evaluate() {
    isKnown = false;
    lastValue = model.criterion(factors);
    evaluations++;
    isKnown = true;
    listener.accept(theta(), lastValue);
    return lastValue;
  }

  /** The parameters of the last evaluation, on the user's scale and in the user's basis. */
  public double[] theta() {
    double[] theta = new double[parameters()];
    for (int t = 0; t < templates.terms().size(); t++) {
      double[] template = userBasis.template(t, templates.template(t, factors));
      double[] own = parametrisation.ofTemplate(t, template);
      System.arraycopy(own, 0, theta, parametrisation.termStart[t], own.length);
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
  @Override
  public double rounding() {
    return model.rounding(lastValue);
  }

  /** The {@link #rounding} there would be if no numbers cancelled where squares are summed. */
  public double roundingOfSquares() {
    return model.roundingOfSquares(lastValue);
  }

  /** Goes over to other equations of the same pattern. */
  public void take(NormalEquations equations, double[] sizes) {
    model.take(equations, sizes);
    isKnown = false;
  }

  /** Gradient and curvature where the criterion was last evaluated. */
  public void differentiate() {
    differentiate(model::differentiate);
  }

  /** The same by what finds the derivatives of the equations for the templates' elements. */
  public void differentiate(BiConsumer<double[][], double[]> equations) {
    equations.accept(groupGradient, average);
    int m = elementGradient.length;
    for (int i = 0; i < m; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      elementGradient[i] =
          2 * groupGradient[g][templates.column[i] * k + templates.row[i]] / templates.scale(i);
      for (int j = 0; j < m; j++) {
        elementCurvature[i * m + j] =
            average[i * m + j] / (templates.scale(i) * templates.scale(j));
      }
    }
    covarianceGradient.update(factors, groupGradient);
    covarianceGradient.addTo(elementCurvature);
    double[] scaled = new double[m];
    templates.collect(factors, scaled);
    tangents.remove(scaled, elementGradient, elementCurvature);
    if (!parametrisation.isDirect()) {
      parametrisation.differentiate(last, elementGradient, elementCurvature, gradient, curvature);
    }
  }

  /** The derivatives for θ of what has these for the scaled elements, at the last evaluation. */
  public double[] ofParameters(double[] ofElements) {
    return parametrisation.isDirect()
        ? ofElements
        : Quadratic.timesTransposed(parameters(), parametrisation.jacobian(last), ofElements);
  }

  /** Multiplies the standard deviations of all effects. */
  public void multiply(double factor, double[] theta) {
    model.setup.deviations.multiply(factor, 0, templates.terms().size(), theta);
  }

  @Override
  public Derivatives derivatives() {
    differentiate();
    return new Derivatives(gradient.clone(), curvature.clone());
  }

  @Override
  public double[] moved(double[] x, double[] step) {
    double[] moved = Problem.super.moved(x, step);
    for (int i = 0; i < moved.length; i++) {
      if (parametrisation.isEvenAtZero(i) && Math.abs(moved[i]) < LEAST_EVEN) {
        moved[i] = Math.copySign(LEAST_EVEN, x[i]);
      }
    }
    return moved;
  }

  @Override
  public Optional<double[]> beyondSaddle(double[] x, double below) {
    return Saddle.escape(this, x, below);
  }

  /**
   * The usual goal of a search: the lowest criterion, with as many digits as are worth their price.
   */
  public Goal goal() {
    return Goal.worthItsWork(model.layout.symbolic.work(), MOST_EVALUATIONS);
  }

  /**
   * The same where equations are combined anew in each evaluation.
   *
   * @param combining multiplications that this takes
   */
  public Goal goal(double combining) {
    return Goal.worthCombining(model.layout.symbolic.work() + combining, MOST_EVALUATIONS);
  }

  /** Where the search starts: each effect as variable as the residual. */
  public double[] start() {
    return parametrisation.independent();
  }
}
