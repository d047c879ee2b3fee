package org.blup.model.means;

/**
 * How the p-values and intervals of several comparisons allow for their number. Intervals of the
 * stepwise procedures are Bonferroni's: a procedure that steps has no intervals of its own.
 */
public enum Multiplicity {
  /** Each comparison for itself. */
  NONE("none"),

  /**
   * All pairs of means, by the studentised range (Tukey 1953; Kramer 1956 where standard errors
   * differ).
   */
  TUKEY("Tukey"),

  /**
   * Comparisons with one control (Dunnett 1955): by the exact distribution where the correlations
   * are products, as those of independent means are, else as {@link #MULTIVARIATE_T}.
   */
  DUNNETT("Dunnett"),

  /**
   * Any family, by the joint distribution of its t values (Genz &amp; Bretz 2002); integrated
   * numerically, see {@link Comparisons#integrationError()}.
   */
  MULTIVARIATE_T("multivariate t"),

  /** Any family: the p-value times the number of comparisons. */
  BONFERRONI("Bonferroni"),

  /** Any family, step down from the smallest p-value (Holm 1979); never worse than Bonferroni. */
  HOLM("Holm"),

  /** Step up from the largest p-value (Hochberg 1988); needs positive dependence. */
  HOCHBERG("Hochberg"),

  /**
   * The share of false among all discoveries (Benjamini &amp; Hochberg 1995), not the chance of
   * any; needs positive dependence.
   */
  BENJAMINI_HOCHBERG("Benjamini-Hochberg, false discovery rate");

  private final String label;

  Multiplicity(String label) {
    this.label = label;
  }

  /** The name of the procedure; {@code none} for {@link #NONE}. */
  String label() {
    return label;
  }

  /** What was done to p-values and intervals, for a line below their table. */
  String adjustment(int comparisons) {
    if (comparisons < 2) {
      return "p-values and intervals need no adjustment for the number of comparisons";
    }
    return switch (this) {
      case NONE -> "p-values and intervals are not adjusted for the number of comparisons";
      case TUKEY, DUNNETT, MULTIVARIATE_T, BONFERRONI ->
          "p-values and intervals adjusted for " + comparisons + " comparisons: " + label;
      case HOLM, HOCHBERG, BENJAMINI_HOCHBERG ->
          "p-values adjusted for "
              + comparisons
              + " comparisons: "
              + label
              + "; intervals: Bonferroni";
    };
  }
}
