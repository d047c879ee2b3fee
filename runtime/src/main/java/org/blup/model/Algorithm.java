package org.blup.model;

/** How a fit is computed. */
public enum Algorithm {
  /**
   * Exactly, as long as there is memory for it; by iterations where there is not and the model
   * allows them, which its summary then says.
   */
  AUTOMATIC,
  /**
   * By a sparse factorisation. Grouping factors that cross fill a block of up to the square of the
   * smaller one's levels.
   */
  EXACT,
  /**
   * Without a factorisation of what crosses, in memory that grows with the combinations of levels
   * that occur: for random intercepts by factors that cross. Variances are estimated from random
   * signs, always the same ones, until what they vary by with them is below a twentieth of their
   * standard errors; prints have these Monte-Carlo errors beside the estimates. Tests are those of
   * normal distributions. There is no criterion, and what needs one or a factorisation is refused.
   */
  ITERATIVE
}
