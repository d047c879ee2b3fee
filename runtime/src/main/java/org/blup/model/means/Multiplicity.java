package org.blup.model.means;

/**
 * How the p-values and intervals of several comparisons allow for their number. Intervals of the
 * stepwise procedures are Bonferroni's: a procedure that steps has no intervals of its own.
 */
public enum Multiplicity {
  /** Each comparison for itself. */
  NONE,

  /**
   * All pairs of means, by the studentised range (Tukey 1953; Kramer 1956 where standard errors
   * differ).
   */
  TUKEY,

  /**
   * Comparisons with one control (Dunnett 1955): by the exact distribution where the correlations
   * are products, as those of independent means are, else as {@link #MULTIVARIATE_T}.
   */
  DUNNETT,

  /**
   * Any family, by the joint distribution of its t values (Genz &amp; Bretz 2002); integrated
   * numerically, see {@link Comparisons#integrationError()}.
   */
  MULTIVARIATE_T,

  /** Any family: the p-value times the number of comparisons. */
  BONFERRONI,

  /** Any family, step down from the smallest p-value (Holm 1979); never worse than Bonferroni. */
  HOLM,

  /** Step up from the largest p-value (Hochberg 1988); needs positive dependence. */
  HOCHBERG,

  /**
   * The share of false among all discoveries (Benjamini &amp; Hochberg 1995), not the chance of
   * any; needs positive dependence.
   */
  BENJAMINI_HOCHBERG
}
