package org.blup.model.means;

/**
 * How a mean of some factors averages over the levels of the others; the names are those of the
 * {@code weights} of R's {@code emmeans}. Where the model has prior weights, a row counts by its
 * weight.
 */
public enum Averaging {
  /** Every level counts alike, as in a balanced experiment. The default. */
  EQUAL,

  /**
   * A combination of the levels averaged over counts by its rows in the whole data: each mean is
   * averaged over the same population.
   */
  PROPORTIONAL,

  /** A level counts by its rows, a combination by the product of its levels' shares. */
  OUTER,

  /**
   * A combination counts by the rows that it has at the levels of the mean itself, so that each
   * mean is averaged over a population of its own. Combinations without rows do not count.
   */
  CELLS,

  /**
   * The combinations that have rows at the levels of the mean itself count alike: what is left of
   * {@link #EQUAL} where some are empty, or where a factor is nested in another.
   */
  FLAT
}
