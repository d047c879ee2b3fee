package org.blup.model;

import org.blup.design.EffectTerm;
import org.blup.design.ObservedDesign;
import org.blup.design.RandomTerm;

/**
 * The random effects of a term.
 *
 * @param modes the conditional modes of the term's group, level by level
 * @param size how many effects a level of the group has
 * @param start the first column of each effect among those of the group's level
 * @param products for each effect, how many products the columns of its bases have
 * @param coding for each effect, the coding of each cell, product by product
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
      column += design.columns(effect);
      products[e] = design.basisProducts(effect);
      coding[e] = new double[CellEffects.cells(design, effect) * products[e]][];
      for (int i = 0; i < coding[e].length; i++) {
        coding[e][i] = design.coding(effect, i / products[e], i % products[e]);
      }
    }
    int group = placed.group();
    return new RandomCellEffects(
        modes[group], design.equations().groups().get(group).size(), start, products, coding);
  }

  /** The same with no effects: all are zero. */
  RandomCellEffects withoutEffects() {
    double[][][] none = new double[coding.length][][];
    for (int e = 0; e < none.length; e++) {
      none[e] = new double[coding[e].length][0];
    }
    return new RandomCellEffects(modes, size, start, products, none);
  }

  /** The effect of a level in a cell; 0 for the level −1, which the data did not have. */
  double at(int effect, int groupLevel, int cell) {
    return groupLevel < 0
        ? 0
        : CellEffects.dot(coding[effect][cell], modes, groupLevel * size + start[effect]);
  }

  double at(int effect, int groupLevel, int cell, int product) {
    return at(effect, groupLevel, cell * products[effect] + product);
  }
}
