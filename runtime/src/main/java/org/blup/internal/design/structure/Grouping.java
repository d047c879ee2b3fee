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
 * @param levels how levels covary; unless they are independent there is one factor
 */
public record Grouping(List<String> factors, LevelStructure levels) {

  public Grouping {
    factors = List.copyOf(factors);
    if (factors.isEmpty()) {
      throw new BlupException("a random term needs a grouping factor");
    }
    if (levels != LevelStructure.INDEPENDENT && factors.size() > 1) {
      throw new BlupException(
          "%s are several factors, and %s(…) is of one"
              .formatted(String.join(":", factors), levels.function()));
    }
  }

  /** Of independent levels. */
  public static Grouping of(List<String> factors) {
    return new Grouping(factors, LevelStructure.INDEPENDENT);
  }

  /** Whether the levels are those of a relationship. */
  public boolean related() {
    return levels == LevelStructure.RELATED;
  }

  /** Whether effects of different levels covary. */
  public boolean covary() {
    return levels != LevelStructure.INDEPENDENT;
  }

  /** As formulas have it: {@code batch:cask}, {@code related(animal)}, {@code rw1(year)}. */
  public String label() {
    String label = String.join(":", factors);
    return covary() ? levels.function() + "(" + label + ")" : label;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grouping that
        && levels == that.levels
        && new HashSet<>(factors).equals(new HashSet<>(that.factors));
  }

  @Override
  public int hashCode() {
    return new HashSet<>(factors).hashCode();
  }
}
