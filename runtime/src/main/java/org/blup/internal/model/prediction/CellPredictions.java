package org.blup.internal.model.prediction;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.model.prediction.UnknownLevels;

/**
 * What predictions add up: the effect of every fixed and random term in each cell of its factors,
 * and where a level that the data did not have is allowed. Immutable.
 */
public final class CellPredictions {

  private final ObservedDesign design;
  private final CellEffects[] fixed;
  private final RandomCellEffects[] random;
  private final LenientLevels lenient;

  private CellPredictions(
      ObservedDesign design,
      CellEffects[] fixed,
      RandomCellEffects[] random,
      LenientLevels lenient) {
    this.design = design;
    this.fixed = fixed;
    this.random = random;
    this.lenient = lenient;
  }

  /**
   * Predictions from all effects; an unknown level is an error.
   *
   * @param coefficients for each fixed term those of its columns
   * @param modes for each group levels × size
   */
  public static CellPredictions of(
      ObservedDesign design, double[][] coefficients, double[][] modes) {
    ModelStructure structure = design.structure();
    CellEffects[] fixed = new CellEffects[structure.fixed().size()];
    for (int t = 0; t < fixed.length; t++) {
      fixed[t] = CellEffects.of(design, structure.fixed().get(t), coefficients[t]);
    }
    RandomCellEffects[] random = new RandomCellEffects[structure.random().size()];
    for (int t = 0; t < random.length; t++) {
      random[t] = RandomCellEffects.of(design, t, modes);
    }
    return new CellPredictions(design, fixed, random, LenientLevels.none(design));
  }

  /** The same from only some of the random effects. */
  public CellPredictions with(IncludedEffects included, UnknownLevels unknownLevels) {
    RandomCellEffects[] effects = random.clone();
    for (int t = 0; t < effects.length; t++) {
      effects[t] = effects[t].with(included.of(t));
    }
    return new CellPredictions(
        design, fixed, effects, LenientLevels.of(design, included, unknownLevels));
  }

  /**
   * The same as if levels had other effects.
   *
   * @param modes for each group levels × size
   */
  public CellPredictions with(double[][] modes) {
    RandomCellEffects[] effects = random.clone();
    for (int t = 0; t < effects.length; t++) {
      effects[t] = RandomCellEffects.of(design, t, modes);
    }
    return new CellPredictions(design, fixed, effects, lenient);
  }

  /** A fixed term's effect in a cell; {@code NaN} where a level is missing. */
  public double fixed(int term, int cell) {
    return fixed[term].at(cell);
  }

  /** The part of a fixed term's effect that a product of its bases' columns multiplies. */
  public double fixed(int term, int cell, int basisProduct) {
    return fixed[term].at(cell, basisProduct);
  }

  /** A random effect for a level of its group in a cell. */
  public double random(int term, int effect, int groupLevel, int cell) {
    return random[term].at(effect, groupLevel, cell);
  }

  /** The part of a random effect that a product of its bases' columns multiplies. */
  public double random(int term, int effect, int groupLevel, int cell, int basisProduct) {
    return random[term].at(effect, groupLevel, cell, basisProduct);
  }

  /** Whether a factor may have a level that the data did not have. */
  public boolean allowUnknownLevel(int factor) {
    return lenient.factor(factor);
  }

  /** Whether a group may have a level that the data did not have. */
  public boolean allowUnknownGroup(int group) {
    return lenient.group(group);
  }
}
