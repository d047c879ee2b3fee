package org.blup.internal.reml.solution;

import java.util.List;

/**
 * A combination of a term's effects that does not vary between the levels of its group: the
 * coefficients times the effects sum to zero for every level. The largest coefficient is 1; where a
 * single effect has no variance it is the only one that is not zero.
 *
 * @param term index of the random term
 * @param coefficients one for each effect of the term
 */
public record SingularDirection(int term, List<Double> coefficients) {

  public SingularDirection {
    coefficients = List.copyOf(coefficients);
  }
}
