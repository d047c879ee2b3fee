package org.blup.internal.design.coding;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;

/**
 * The variables of a model with the data behind them.
 *
 * @param factors the levels of each factor
 * @param bases the columns of each basis
 */
public record DesignVariables(
    ModelStructure structure, List<FactorLevels> factors, List<BasisColumns> bases) {

  public DesignVariables {
    factors = List.copyOf(factors);
    bases = List.copyOf(bases);
  }

  /** The same variables in other terms. */
  public DesignVariables with(ModelStructure other) {
    return new DesignVariables(other, factors, bases);
  }

  /** The coding of a term of the fixed effects. */
  public TermCoding coding(EffectTerm term) {
    return new TermCoding(structure, term, factors, factors, bases);
  }

  /**
   * The coding of effects in a random term: levels without rows have none there, because nothing
   * would tell their variance. Among the fixed effects their columns are dropped instead, as in R.
   */
  public TermCoding randomCoding(EffectTerm term) {
    List<FactorLevels> restricted = new ArrayList<>(factors);
    for (int factor : structure.factorsOf(term)) {
      Levels levels = structure.levels().get(factor);
      restricted.set(factor, factors.get(factor).restricted(structure.name(), levels));
    }
    return new TermCoding(structure, term, factors, restricted, bases);
  }
}
