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

  /** R's names of the effects of a random term, those of levels without rows among them. */
  public List<String> declaredEffectNames(int term) {
    return structure.random().get(term).effects().stream()
        .flatMap(effect -> coding(effect).names().stream())
        .toList();
  }

  /** How many columns an effect of a random term has. */
  public int effectColumns(EffectTerm effect) {
    return randomCoding(effect).columns();
  }

  /** How many columns a term has: the product of those of its factors and bases. */
  public int columns(EffectTerm term) {
    return coding(term).columns();
  }

  /** How many products the columns of a term's bases have; 1 without bases. */
  public int basisProducts(EffectTerm term) {
    return coding(term).basisProducts();
  }

  /**
   * The number of a column within its term.
   *
   * @param levels for each of the term's factors its column, a contrast's or a level's
   * @param basisProduct the number of a product of the bases' columns, the first basis varying
   *     fastest; 0 without bases
   */
  public int column(EffectTerm term, int[] levels, int basisProduct) {
    return coding(term).column(levels, basisProduct);
  }

  /**
   * What a term's factors contribute to each of its columns; a column's value in a row is this
   * times the product of the term's numeric variables, times the product of the bases' columns.
   *
   * @param term a fixed term
   * @param cell the levels of the term's factors, row-major over its factors; 0 if it has none
   * @param basisProduct which product of the bases' columns, the first basis varying fastest; 0 if
   *     it has none
   * @return one number a column, 0 in those of other products of bases
   */
  public double[] coding(EffectTerm term, int cell, int basisProduct) {
    return coding(coding(term), cell, basisProduct);
  }

  /** The same for an effect of a random term; zeros in cells of levels without rows. */
  public double[] effectCoding(EffectTerm effect, int cell, int basisProduct) {
    return coding(randomCoding(effect), cell, basisProduct);
  }

  private double[] coding(TermCoding coding, int cell, int basisProduct) {
    int[] positions = new int[factors.size()];
    int rest = cell;
    for (int i = coding.factors().length - 1; i >= 0; i--) {
      int factor = coding.factors()[i];
      positions[factor] = rest % factors.get(factor).size();
      rest /= factors.get(factor).size();
    }
    SparseRow row = new SparseRow();
    coding.write(positions, row);
    double[] values = new double[coding.columns()];
    int offset = coding.basisOffset(basisProduct);
    for (int i = 0; i < row.size(); i++) {
      values[offset + row.column(i)] = row.value(i);
    }
    return values;
  }
}
