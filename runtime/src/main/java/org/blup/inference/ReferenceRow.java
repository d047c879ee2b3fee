package org.blup.inference;

import org.blup.design.EffectTerm;
import org.blup.design.ModelStructure;
import org.blup.design.ObservedDesign;

/**
 * The row of X at given levels and numbers, averaged over the levels of factors that are left open:
 * the linear function of the coefficients that an estimated marginal mean is (Searle, Speed &amp;
 * Milliken 1980, Population marginal means in the linear model, Am. Stat. 34:216–221).
 */
public final class ReferenceRow {

  private final ObservedDesign design;
  private final int[] levels;
  private final double[][] weights;
  private final double[] numbers;

  private ReferenceRow(ObservedDesign design, int[] levels, double[][] weights, double[] numbers) {
    this.design = design;
    this.levels = levels;
    this.weights = weights;
    this.numbers = numbers;
  }

  /**
   * The row.
   *
   * @param levels for each factor of the model its level, or −1 to average over its levels
   * @param weights for each factor of the fixed effects that of each level in an average; sums to 1
   * @param numbers the value of each number of the model that the fixed effects use
   * @return one entry for each of {@link ObservedDesign#fixedColumns()}
   */
  public static double[] of(
      ObservedDesign design, int[] levels, double[][] weights, double[] numbers) {
    return new ReferenceRow(design, levels, weights, numbers).row();
  }

  private double[] row() {
    double[] row = new double[design.fixedColumns().size()];
    int start = 0;
    for (EffectTerm term : design.structure().fixed()) {
      double product = 1;
      for (int number : design.structure().numbersOf(term)) {
        product *= numbers[number];
      }
      for (int basisProduct = 0; basisProduct < design.basisProducts(term); basisProduct++) {
        addCells(term, basisProduct, product * basisValue(term, basisProduct), row, start);
      }
      start += design.columns(term);
    }
    return row;
  }

  /** Adds a term's columns, averaged over the cells of its factors that have weight. */
  private void addCells(EffectTerm term, int basisProduct, double factor, double[] row, int start) {
    int[] factors = design.structure().factorsOf(term);
    int[] cell = new int[factors.length];
    do {
      double weight = factor;
      int index = 0;
      for (int i = 0; i < factors.length; i++) {
        int fixedLevel = levels[factors[i]];
        weight *= fixedLevel < 0 ? weights[factors[i]][cell[i]] : cell[i] == fixedLevel ? 1 : 0;
        index = index * design.factor(factors[i]).size() + cell[i];
      }
      if (weight != 0) {
        double[] coding = design.coding(term, index, basisProduct);
        for (int c = 0; c < coding.length; c++) {
          row[start + c] += weight * coding[c];
        }
      }
    } while (next(cell, factors));
  }

  private boolean next(int[] cell, int[] factors) {
    for (int i = cell.length - 1; i >= 0; i--) {
      if (++cell[i] < design.factor(factors[i]).size()) {
        return true;
      }
      cell[i] = 0;
    }
    return false;
  }

  /** A product of the bases' columns, the first basis varying fastest. */
  private double basisValue(EffectTerm term, int basisProduct) {
    ModelStructure structure = design.structure();
    double value = 1;
    int rest = basisProduct;
    for (int basis : structure.basesOf(term)) {
      int columns = design.basis(basis).count();
      int number = structure.numbers().indexOf(structure.basisDefinitions().get(basis).number());
      value *= design.basis(basis).value(rest % columns, numbers[number]);
      rest /= columns;
    }
    return value;
  }
}
