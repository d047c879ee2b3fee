package org.blup.internal.inference.estimability;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;

/**
 * The row of X at given numbers, averaged over levels of factors: the linear function of the
 * coefficients that an estimated marginal mean is (Searle, Speed &amp; Milliken 1980, Population
 * marginal means in the linear model, Am. Stat. 34:216–221).
 */
public final class ReferenceRow {

  private final ObservedDesign design;
  private final CellWeights weights;
  private final double[] numbers;

  private ReferenceRow(ObservedDesign design, CellWeights weights, double[] numbers) {
    this.design = design;
    this.weights = weights;
    this.numbers = numbers;
  }

  /**
   * The row.
   *
   * @param weights of the levels of each term's factors
   * @param numbers the value of each number of the model that the fixed effects use
   * @return one entry for each of {@link ObservedDesign#fixedColumns()}
   */
  public static double[] of(ObservedDesign design, CellWeights weights, double[] numbers) {
    return new ReferenceRow(design, weights, numbers).row();
  }

  private double[] row() {
    double[] row = new double[design.fixedColumns().size()];
    int start = 0;
    for (EffectTerm term : design.structure().fixed()) {
      double product = 1;
      for (int number : design.structure().numbersOf(term)) {
        product *= numbers[number];
      }
      double[] cells = weights.of(design.structure().factorsOf(term));
      for (int basisProduct = 0;
          basisProduct < design.variables().basisProducts(term);
          basisProduct++) {
        double value = product * basisValue(term, basisProduct);
        for (int cell = 0; cell < cells.length; cell++) {
          double weight = value * cells[cell];
          double[] coding =
              weight == 0 ? new double[0] : design.variables().coding(term, cell, basisProduct);
          for (int c = 0; c < coding.length; c++) {
            row[start + c] += weight * coding[c];
          }
        }
      }
      start += design.variables().columns(term);
    }
    return row;
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
