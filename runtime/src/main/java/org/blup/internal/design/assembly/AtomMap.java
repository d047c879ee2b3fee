package org.blup.internal.design.assembly;

import java.util.Set;
import org.blup.internal.design.coding.ContrastColumns;
import org.blup.internal.design.coding.TermCoding;

/**
 * How one atom of a term's coding is made of the columns of another term that spans it: a product
 * over factors and bases, each of one of few kinds. For a factor of L levels with contrast columns
 * c_k, the dummy of level l is a_l0 + Σ_k a_lk c_k (see {@link ContrastColumns#dummies}).
 */
final class AtomMap {

  private final TermCoding term;
  private final TermCoding provider;
  private final Set<Integer> atom;
  private final double[][][] dummies;

  AtomMap(TermCoding term, TermCoding provider, Set<Integer> atom) {
    this.term = term;
    this.provider = provider;
    this.atom = atom;
    dummies = new double[term.slots()][][];
    for (int i = 0; i < dummies.length; i++) {
      dummies[i] = term.isFull(i) ? term.levels(i).columns().dummies() : new double[0][];
    }
  }

  /** The coefficient of the provider's column in the atom of the term's column. */
  double coefficient(int[] termColumn, int[] providerColumn) {
    double product = 1;
    for (int i = 0; i < termColumn.length && product != 0; i++) {
      product *= factorCoefficient(i, termColumn[i], providerColumn);
    }
    return product;
  }

  private double factorCoefficient(int i, int column, int[] providerColumn) {
    int variable = term.id(i);
    int p = indexIn(provider, variable);
    if (!atom.contains(variable)) {
      return constantPart(i, column);
    }
    int other = providerColumn[p];
    if (!term.isFull(i)) {
      return provider.isFull(p)
          ? term.levels(i).columns().value(other, column)
          : other == column ? 1 : 0;
    }
    if (provider.isFull(p)) {
      return (other == column ? 1 : 0) - constantPart(i, column);
    }
    return dummies[i][column][other + 1];
  }

  private double constantPart(int i, int level) {
    return dummies[i][level][0];
  }

  private static int indexIn(TermCoding term, int variable) {
    for (int i = 0; i < term.slots(); i++) {
      if (term.id(i) == variable) {
        return i;
      }
    }
    return -1;
  }
}
