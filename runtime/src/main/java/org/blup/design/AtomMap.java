package org.blup.design;

import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How one atom of a term's coding is made of the columns of another term that spans it: a product
 * over factors, each of one of few kinds. For a factor of L levels with contrast columns c_k, the
 * dummy of level l is a_l0 + Σ_k a_lk c_k, where the a_l are the columns of the inverse of [1 C].
 */
final class AtomMap {

  private final TermCoding term;
  private final TermCoding provider;
  private final Set<Integer> atom;
  private final DMatrixRMaj[] inverses;

  AtomMap(TermCoding term, TermCoding provider, Set<Integer> atom) {
    this.term = term;
    this.provider = provider;
    this.atom = atom;
    inverses = new DMatrixRMaj[term.factors().length];
    for (int i = 0; i < inverses.length; i++) {
      inverses[i] = term.isFull(i) ? inverse(term.levels(i).columns()) : new DMatrixRMaj();
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
    int factor = term.factors()[i];
    int p = indexIn(provider, factor);
    if (!atom.contains(factor)) {
      return constantPart(i, column);
    }
    int other = providerColumn[p];
    ContrastColumns contrasts = term.levels(i).columns();
    if (!term.isFull(i)) {
      return provider.isFull(p) ? contrasts.value(other, column) : other == column ? 1 : 0;
    }
    if (provider.isFull(p)) {
      return (other == column ? 1 : 0) - constantPart(i, column);
    }
    return inverses[i].get(other + 1, column);
  }

  private double constantPart(int i, int level) {
    return inverses[i].get(0, level);
  }

  private static int indexIn(TermCoding term, int factor) {
    for (int i = 0; i < term.factors().length; i++) {
      if (term.factors()[i] == factor) {
        return i;
      }
    }
    return -1;
  }

  private static DMatrixRMaj inverse(ContrastColumns contrasts) {
    int levels = contrasts.levels();
    DMatrixRMaj matrix = new DMatrixRMaj(levels, levels);
    for (int level = 0; level < levels; level++) {
      matrix.set(level, 0, 1);
      for (int column = 0; column < levels - 1; column++) {
        matrix.set(level, column + 1, contrasts.value(level, column));
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(levels, levels);
    if (!CommonOps_DDRM.invert(matrix, inverse)) {
      throw new IllegalStateException("the contrasts of a factor and the constant are dependent");
    }
    return inverse;
  }
}
