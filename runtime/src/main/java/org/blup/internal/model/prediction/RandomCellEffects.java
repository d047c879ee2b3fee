package org.blup.internal.model.prediction;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.numeric.Quadratic;

/**
 * The random effects of a term.
 *
 * @param modes the conditional modes of the term's group, level by level
 * @param size how many effects a level of the group has
 * @param start the first column of each effect among those of the group's level
 * @param products for each effect, how many products the columns of its bases have
 * @param coding for each effect, the coding of each cell, product by product; without numbers where
 *     the effect is taken to be zero
 */
record RandomCellEffects(
    double[] modes, int size, int[] start, int[] products, double[][][] coding) {

  static RandomCellEffects of(ObservedDesign design, int term, double[][] modes) {
    RandomTerm random = design.structure().random().get(term);
    var placed = design.equations().terms().get(term);
    int effects = random.effects().size();
    int[] start = new int[effects];
    int[] products = new int[effects];
    double[][][] coding = new double[effects][][];
    int column = placed.offset();
    for (int e = 0; e < effects; e++) {
      EffectTerm effect = random.effects().get(e);
      start[e] = column;
      column += design.variables().effectColumns(effect);
      products[e] = design.variables().basisProducts(effect);
      coding[e] = new double[CellEffects.cells(design, effect) * products[e]][];
      for (int i = 0; i < coding[e].length; i++) {
        coding[e][i] = design.variables().effectCoding(effect, i / products[e], i % products[e]);
      }
    }
    int group = placed.group();
    return new RandomCellEffects(
        modes[group], design.equations().groups().get(group).size(), start, products, coding);
  }

  /** The same with only some of its effects: all others are zero. */
  RandomCellEffects with(boolean[] included) {
    double[][][] some = coding.clone();
    for (int e = 0; e < some.length; e++) {
      some[e] = included[e] ? coding[e] : new double[coding[e].length][0];
    }
    return new RandomCellEffects(modes, size, start, products, some);
  }

  /**
   * The effect of a level in a cell; 0 for the level −1, which the data did not have, {@code NaN}
   * where a level is missing.
   */
  double at(int effect, int groupLevel, int cell) {
    if (groupLevel < 0 || cell < 0) {
      boolean missing = groupLevel == WorkingRows.MISSING || cell < 0;
      return missing && isIncluded(effect) ? Double.NaN : 0;
    }
    double[] weights = coding[effect][cell];
    return Quadratic.dot(weights, 0, modes, groupLevel * size + start[effect], weights.length);
  }

  double at(int effect, int groupLevel, int cell, int product) {
    int coded = cell < 0 ? cell : cell * products[effect] + product;
    return at(effect, groupLevel, coded);
  }

  private boolean isIncluded(int effect) {
    return coding[effect][0].length > 0;
  }
}
