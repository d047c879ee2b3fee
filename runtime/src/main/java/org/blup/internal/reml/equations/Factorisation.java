package org.blup.internal.reml.equations;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.setup.Effects;

/**
 * The elimination of Z from Henderson's equations,
 *
 * <pre>
 *   [ ΛᵀZᵀWZΛ + I      ·       ]
 *   [ [X y]ᵀWZΛ   [X y]ᵀW[X y] ]
 * </pre>
 *
 * for given templates Λ, and what follows from it. Works in memory of its own, so not for use by
 * several threads at once.
 */
interface Factorisation {

  /** Goes over to the same equations for another response. */
  void take(NormalEquations equations);

  /**
   * Eliminates Z; {@link #border} then holds what is left of the border.
   *
   * @param lambda each group's factor on the scale of the equations; kept, not copied
   * @return {@code log|ΛᵀZᵀWZΛ + I|}, infinite where that is not positive definite; NaN where so
   *     little of the border is left that this factorisation cannot tell it from rounding
   */
  double eliminate(double[][] lambda);

  /** What the last elimination left of {@code [X y]ᵀW[X y]}. */
  ReducedBorder border();

  /** Finds u, β, b = Λu and ZᵀWe; the border has to be factored. */
  void solve(Effects effects);

  /**
   * Finds gradient and curvature; the border has to be factored.
   *
   * @param profile what σ² and the criterion are
   * @param effects where the effects are written to, if they are needed
   * @param gradient takes G of each group: see {@link TemplateGradient}
   * @param information takes the average information: see {@link AverageInformation}
   */
  void differentiate(Profile profile, Effects effects, double[][] gradient, double[] information);

  /** The rank of Z, if the templates of the last elimination were large. */
  long rankOfLarge();

  /**
   * For each group and each of its effects the least share of a diagonal element of {@code ΛᵀZᵀWZΛ
   * + I} that its squared pivot is.
   */
  double[][] leastShares();

  /**
   * The residual variance of a criterion.
   *
   * @param reml whether the criterion is REML
   * @param variance σ² in the units of the scaled y
   * @param schur what profiling σ² out takes from the information of parameters whose derivatives
   *     of r² have the product 1: {@code 1/(σ⁴ df)}, and nothing where σ² is known
   */
  record Profile(boolean reml, double variance, double schur) {}
}
