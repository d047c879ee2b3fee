package org.blup.internal.design.structure;

import java.util.HashSet;
import java.util.List;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/**
 * What random effects are grouped by. {@code a:b} and {@code b:a} are one group, {@code a} and
 * {@code related(a)} are two.
 *
 * @param factors labels of the factors whose observed combinations are the levels
 * @param related whether the levels of the one factor are those of a relationship, by which they
 *     covary; else they are independent
 */
public record Grouping(List<String> factors, boolean related) {

  public Grouping {
    factors = List.copyOf(factors);
    if (factors.isEmpty()) {
      throw new BlupException("a random term needs a grouping factor");
    }
    if (related && factors.size() > 1) {
      throw new BlupException(
          String.join(":", factors) + " are several factors, and a relationship is of one");
    }
  }

  /** As formulas have it: {@code batch:cask}, {@code related(animal)}. */
  public String label() {
    String label = String.join(":", factors);
    return related ? "related(" + label + ")" : label;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grouping that
        && related == that.related
        && new HashSet<>(factors).equals(new HashSet<>(that.factors));
  }

  @Override
  public int hashCode() {
    return new HashSet<>(factors).hashCode();
  }
}
