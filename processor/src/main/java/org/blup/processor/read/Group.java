package org.blup.processor.read;

import java.util.List;
import org.blup.LevelStructure;

/**
 * A grouping factor with the random terms on it.
 *
 * @param factors the factors whose combinations are its levels, in the order first written
 * @param terms the random terms, in the formula's order
 */
public record Group(List<Quantity.Factor> factors, List<RandomEffects> terms) {

  public Group {
    factors = List.copyOf(factors);
    terms = List.copyOf(terms);
  }

  /** Whether the levels of the one factor covary by a relationship. */
  public boolean related() {
    return terms.get(0).term().related();
  }

  /** How the levels covary. */
  public LevelStructure levels() {
    return terms.get(0).term().levels();
  }

  /** The group as lme4 prints it: {@code batch:cask}. */
  public String label() {
    return terms.get(0).term().groupLabel();
  }
}
