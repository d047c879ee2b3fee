package org.blup.internal.model.prediction;

import java.util.Arrays;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.model.prediction.UnknownLevels;

/** Where a prediction takes a level that the data did not have, and where that is an error. */
final class LenientLevels {

  private final boolean[] factors;
  private final boolean[] groups;

  private LenientLevels(boolean[] factors, boolean[] groups) {
    this.factors = factors;
    this.groups = groups;
  }

  /** Every unknown level is an error. */
  static LenientLevels none(ObservedDesign design) {
    return new LenientLevels(
        new boolean[design.structure().factors().size()], new boolean[design.groups()]);
  }

  /**
   * Unknown levels are allowed in groups without a term included, or everywhere if the choice says
   * so; but never of a factor that has effects of its own, nor where levels covary: how an unknown
   * level does is not known.
   */
  static LenientLevels of(ObservedDesign design, IncludedEffects included, UnknownLevels choice) {
    ModelStructure structure = design.structure();
    LenientLevels lenient = none(design);
    Arrays.fill(lenient.factors, true);
    Arrays.fill(lenient.groups, true);
    structure.fixed().forEach(term -> lenient.forbid(structure, term));
    for (int t = 0; t < structure.random().size(); t++) {
      RandomTerm term = structure.random().get(t);
      term.effects().forEach(effect -> lenient.forbid(structure, effect));
      boolean covary = term.grouping().covary();
      if (included.any(t) && (covary || choice == UnknownLevels.ERROR)) {
        int group = structure.groupOf(term);
        lenient.groups[group] = false;
        for (int factor : design.group(group).factors()) {
          lenient.factors[factor] = false;
        }
      }
    }
    return lenient;
  }

  private void forbid(ModelStructure structure, EffectTerm term) {
    for (int factor : structure.factorsOf(term)) {
      factors[factor] = false;
    }
  }

  boolean factor(int factor) {
    return factors[factor];
  }

  boolean group(int group) {
    return groups[group];
  }
}
