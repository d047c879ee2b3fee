package org.blup;

import java.util.Locale;

/**
 * The form of the covariance of the effects of a random term within each level of its group, or of
 * the residuals of a subject at its positions.
 *
 * <pre>{@code
 * @Random(group = "subject", intercept = false, structure = Structure.AR1) Visit visit
 * @Repeated(subject = "subject", structure = Structure.AR1) Visit visit
 * }</pre>
 *
 * <p>Below, σ_a is the standard deviation of the a-th of k effects or residuals, in the order of
 * the factor's levels, and ρ a correlation. {@link #EXP} and {@link #GAU} are for residuals only:
 * these are observed at values of a number, such as times, a distance d apart.
 */
public enum Structure {

  /**
   * Unstructured: every variance and every covariance is a parameter, k(k + 1)/2 in all. In a
   * formula a random term without a name, {@code (e | g)}. SAS {@code TYPE=UN}, nlme {@code
   * pdSymm}, for residuals {@code corSymm} with {@code varIdent}, mmrm and glmmTMB {@code us}.
   */
  US(true),

  /**
   * Diagonal: a variance for each effect and no covariances, k parameters. In a formula also {@code
   * (e || g)}. SAS {@code TYPE=UN(1)}, nlme {@code pdDiag}, for residuals {@code varIdent}, glmmTMB
   * {@code diag}.
   */
  DIAG(false),

  /**
   * A multiple of the identity: one variance for all effects and no covariances, 1 parameter. SAS
   * {@code TYPE=VC} for the levels of one factor, nlme {@code pdIdent}, glmmTMB {@code homdiag}.
   */
  ID(false),

  /**
   * Compound symmetry: σ_a = σ and one correlation ρ ≥ −1/(k − 1) for all pairs, 2 parameters. SAS
   * {@code TYPE=CS}, nlme {@code pdCompSymm}, for residuals {@code corCompSymm}, mmrm {@code cs},
   * glmmTMB {@code homcs}.
   */
  CS(true),

  /**
   * Heterogeneous compound symmetry: a variance for each effect and one correlation for all pairs,
   * k + 1 parameters. SAS {@code TYPE=CSH}, nlme for residuals {@code corCompSymm} with {@code
   * varIdent}, mmrm {@code csh}, glmmTMB {@code cs}.
   */
  CSH(true),

  /**
   * First-order autoregression: σ_a = σ, and effects that are d apart in their order have the
   * correlation ρ^d, 2 parameters. SAS {@code TYPE=AR(1)}, nlme for residuals {@code corAR1}, mmrm
   * and glmmTMB {@code ar1}.
   */
  AR1(true),

  /**
   * The same with a variance for each effect, k + 1 parameters. SAS {@code TYPE=ARH(1)}, nlme for
   * residuals {@code corAR1} with {@code varIdent}, mmrm {@code ar1h}, glmmTMB {@code hetar1}.
   */
  AR1H(true),

  /**
   * First-order antedependence: σ_a = σ, a correlation ρ_a of each effect with the next, and the
   * product of those between for effects further apart, k parameters. mmrm {@code ad}.
   */
  AD(true),

  /**
   * The same with a variance for each effect, 2k − 1 parameters. SAS {@code TYPE=ANTE(1)}, mmrm
   * {@code adh}.
   */
  ADH(true),

  /**
   * Toeplitz: σ_a = σ, and effects that are d apart in their order have the correlation ρ_d, k
   * parameters. SAS {@code TYPE=TOEP}, mmrm {@code toep}, glmmTMB {@code homtoep}.
   */
  TOEP(true),

  /**
   * The same with a variance for each effect, 2k − 1 parameters. SAS {@code TYPE=TOEPH}, mmrm
   * {@code toeph}, glmmTMB {@code toep}.
   */
  TOEPH(true),

  /**
   * Exponential: σ_a = σ, and residuals that are d apart have the correlation exp(−d/r) with a
   * range r > 0, 2 parameters. Over equal steps it is {@link #AR1} with a positive ρ. In a formula
   * also {@code car1}. SAS {@code TYPE=SP(EXP)}, nlme {@code corExp} and {@code corCAR1}, mmrm
   * {@code sp_exp}, glmmTMB {@code ou}.
   */
  EXP(true),

  /**
   * Gaussian: σ_a = σ, and residuals that are d apart have the correlation exp(−d²/r²) with a range
   * r > 0, 2 parameters. SAS {@code TYPE=SP(GAU)}, nlme {@code corGaus}.
   */
  GAU(true);

  private final boolean correlated;

  Structure(boolean correlated) {
    this.correlated = correlated;
  }

  /** Whether the effects of a level covary. */
  public boolean isCorrelated() {
    return correlated;
  }

  /** Whether all effects have the same variance. */
  public boolean hasOneVariance() {
    return switch (this) {
      case ID, CS, AR1, AD, TOEP, EXP, GAU -> true;
      default -> false;
    };
  }

  /** Whether it depends on the order of the effects. */
  public boolean isOrdered() {
    return switch (this) {
      case AR1, AR1H, AD, ADH, TOEP, TOEPH -> true;
      default -> false;
    };
  }

  /** Whether it depends on the distances of a number, and not on the levels of a factor. */
  public boolean isOverNumber() {
    return this == EXP || this == GAU;
  }

  /** How formulas write it: {@code ar1}. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
