package org.blup.design;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The columns that a term's factors make of their levels: products of one column of each factor, be
 * it a contrast or the dummy of a level, the first factor varying fastest.
 */
final class TermCoding {

  private final int[] factors;
  private final boolean[] full;
  private final FactorLevels[] levels;
  private final Monomial monomial;
  private final EffectTerm term;
  private final SparseRow single = new SparseRow();
  private final SparseRow product = new SparseRow();

  TermCoding(ModelStructure structure, EffectTerm term, List<FactorLevels> allLevels) {
    factors = structure.factorsOf(term);
    monomial = Monomial.of(structure.numbersOf(term));
    full = new boolean[factors.length];
    levels = new FactorLevels[factors.length];
    for (int i = 0; i < factors.length; i++) {
      full[i] = term.full().contains(structure.factors().get(factors[i]));
      levels[i] = allLevels.get(factors[i]);
    }
    this.term = term;
  }

  /** The indices of the term's factors, in its order. */
  int[] factors() {
    return factors;
  }

  boolean isFull(int i) {
    return full[i];
  }

  FactorLevels levels(int i) {
    return levels[i];
  }

  /** How many columns its i-th factor has. */
  int width(int i) {
    return full[i] ? levels[i].size() : levels[i].contrasts();
  }

  int columns() {
    int columns = 1;
    for (int i = 0; i < factors.length; i++) {
      columns *= width(i);
    }
    return columns;
  }

  /** The product of the term's numeric variables. */
  Monomial monomial() {
    return monomial;
  }

  /** Splits a column into the columns of the factors. */
  int[] split(int column) {
    int[] parts = new int[factors.length];
    int rest = column;
    for (int i = 0; i < factors.length; i++) {
      parts[i] = rest % width(i);
      rest /= width(i);
    }
    return parts;
  }

  /**
   * Writes the columns that are not zero.
   *
   * @param positions the position of the level of every factor of the model
   */
  void write(int[] positions, SparseRow into) {
    into.clear();
    into.add(0, 1);
    int stride = 1;
    for (int i = 0; i < factors.length; i++) {
      multiply(into, i, positions[factors[i]], stride);
      stride *= width(i);
    }
  }

  /** R's names of the columns. */
  List<String> names() {
    if (term.variables().isEmpty()) {
      return List.of(term.label());
    }
    List<String> all = new ArrayList<>();
    for (int column = 0; column < columns(); column++) {
      int[] parts = split(column);
      List<String> words = new ArrayList<>();
      int factor = 0;
      for (String variable : term.variables()) {
        if (factor < factors.length && levels[factor].label().equals(variable)) {
          words.add(variable + columnNames(factor).apply(parts[factor]));
          factor++;
        } else {
          words.add(variable);
        }
      }
      all.add(String.join(":", words));
    }
    return List.copyOf(all);
  }

  private void multiply(SparseRow row, int i, int level, int stride) {
    single.clear();
    if (full[i]) {
      single.add(level, 1);
    } else {
      levels[i].columns().write(level, single);
    }
    product.clear();
    for (int b = 0; b < single.size(); b++) {
      for (int a = 0; a < row.size(); a++) {
        product.add(row.column(a) + stride * single.column(b), row.value(a) * single.value(b));
      }
    }
    row.clear();
    for (int a = 0; a < product.size(); a++) {
      row.add(product.column(a), product.value(a));
    }
  }

  private IntFunction<String> columnNames(int i) {
    return full[i] ? levels[i].labels()::get : levels[i].columns()::name;
  }
}
