package org.blup.internal.reml.equations;

import java.util.Objects;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;
import org.jspecify.annotations.Nullable;

/** The elimination of Z by one sparse Cholesky factorisation, all of which stays to be asked. */
public final class SparseFactorisation extends SparseFactor {

  /** What finds derivatives: not made where none are asked for. */
  private @Nullable TemplateGradient gradient;

  private @Nullable AverageInformation information;

  /**
   * Takes the memory that a factorisation needs.
   *
   * @throws org.blup.exception.ModelTooLargeException if there is too little
   */
  public SparseFactorisation(EquationSetup setup) {
    super(setup);
  }

  @Override
  public void differentiate(
      Profile profile, Effects effects, double[][] gradientTo, double[] informationTo) {
    solve(effects);
    TemplateGradient ofGroups = gradient;
    if (ofGroups == null) {
      ofGroups = new TemplateGradient(this);
      gradient = ofGroups;
    }
    ofGroups.compute(effects, profile.reml(), profile.variance());
    for (int g = 0; g < gradientTo.length; g++) {
      System.arraycopy(ofGroups.gradient[g], 0, gradientTo[g], 0, gradientTo[g].length);
    }
    double[] average = information(profile, effects).information;
    System.arraycopy(average, 0, informationTo, 0, average.length);
  }

  /**
   * Finds gradient and average information for the parameters of the residuals' covariance too,
   * where {@link #differentiate} was last called.
   *
   * @param at the residuals' covariance that the equations belong to
   * @param gradientTo takes one number a parameter
   * @param informationTo takes the average information of the templates' elements and then these
   */
  void differentiate(
      ResidualEquations.At at,
      Profile profile,
      Effects effects,
      double[] gradientTo,
      double[] informationTo) {
    TemplateGradient ofGroups = Objects.requireNonNull(gradient);
    AverageInformation average = Objects.requireNonNull(information);
    new ResidualDerivatives(this)
        .compute(at, profile, effects, ofGroups, average, gradientTo, informationTo);
  }

  /** The average information; effects have to be solved for. */
  public AverageInformation information(Profile profile, Effects effects) {
    AverageInformation average = information;
    if (average == null) {
      average = new AverageInformation(this);
      information = average;
    }
    average.compute(effects, profile);
    return average;
  }
}
