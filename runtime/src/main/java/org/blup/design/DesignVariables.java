package org.blup.design;

import java.util.List;

/**
 * The variables of a model with the data behind them.
 *
 * @param factors the levels of each factor
 * @param bases the columns of each basis
 */
record DesignVariables(
    ModelStructure structure, List<FactorLevels> factors, List<BasisColumns> bases) {

  DesignVariables {
    factors = List.copyOf(factors);
    bases = List.copyOf(bases);
  }

  TermCoding coding(EffectTerm term) {
    return new TermCoding(this, term);
  }

  /** The number whose functions a basis's columns are, by its index. */
  int numberOf(int basis) {
    return structure.numbers().indexOf(bases.get(basis).basis().number());
  }
}
