package org.blup.internal.model.prediction;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.numeric.Quadratic;

/**
 * A fixed term's effect in each cell of its factors.
 *
 * @param products how many products the columns of its bases have
 * @param byCell cell by cell, product by product
 */
record CellEffects(int products, double[] byCell) {

  static CellEffects of(ObservedDesign design, EffectTerm term, double[] coefficients) {
    int products = design.variables().basisProducts(term);
    double[] byCell = new double[cells(design, term) * products];
    for (int i = 0; i < byCell.length; i++) {
      byCell[i] =
          Quadratic.dot(design.variables().coding(term, i / products, i % products), coefficients);
    }
    return new CellEffects(products, byCell);
  }

  /** The effect in a cell; {@code NaN} where a level is missing. */
  double at(int cell) {
    return cell < 0 ? Double.NaN : byCell[cell];
  }

  double at(int cell, int product) {
    return cell < 0 ? Double.NaN : byCell[cell * products + product];
  }

  /** The combinations of the levels of a term's factors. */
  static int cells(ObservedDesign design, EffectTerm term) {
    int cells = 1;
    for (int factor : design.structure().factorsOf(term)) {
      cells *= design.factor(factor).size();
    }
    return cells;
  }
}
