package org.blup.internal.reml.equations;

import java.util.Arrays;
import java.util.Objects;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.levels.LevelSource;
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
    TemplateGradient ofGroups = gradient();
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
    AverageInformation average = information();
    average.compute(effects, profile);
    return average;
  }

  private TemplateGradient gradient() {
    TemplateGradient known = gradient;
    if (known == null) {
      known = new TemplateGradient(this);
      gradient = known;
    }
    return known;
  }

  private AverageInformation information() {
    AverageInformation known = information;
    if (known == null) {
      known = new AverageInformation(this);
      information = known;
    }
    return known;
  }

  /**
   * What a part of all levels adds to the derivatives, after {@link #eliminatePart}.
   *
   * @param of all, which takes the place of what this part takes from the border
   */
  LevelSource.LevelSums differentiatePart(LevelSource.Border of, double variance) {
    Effects effects = new Effects(layout);
    solvePart(of.beta(), effects);
    border().read(of.root());
    TemplateGradient ofGroups = gradient();
    ofGroups.compute(effects, of.s().length > 0, variance);
    AverageInformation average = information();
    average.computePart(effects);
    int parameters = average.withResidual().length;
    double[] pairs = new double[parameters * (parameters + 1) / 2];
    int pair = 0;
    for (int j = 0; j < parameters; j++) {
      for (int i = 0; i <= j; i++) {
        pairs[pair++] = average.information[i * parameters + j];
      }
    }
    double[] solved = average.halfSolved();
    return new LevelSource.LevelSums(
        Arrays.stream(ofGroups.gradient).flatMapToDouble(Arrays::stream).toArray(),
        pairs,
        Arrays.copyOfRange(solved, layout.unknowns * parameters, solved.length),
        average.withResidual());
  }
}
