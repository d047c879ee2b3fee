package org.blup.internal.inference.degreesoffreedom;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.RandomTerm;

/**
 * One effect of a random term at the levels of its group: {@code days} of {@code (1 + days |
 * subject)}.
 *
 * @param group the number of its group
 * @param term the number of its term
 * @param effect what the effect is of
 * @param first its first column within the term
 * @param size the number of its columns
 */
record RandomEffect(int group, int term, EffectTerm effect, int first, int size) {

  /** The effects of all terms, in the order of the formula. */
  static List<RandomEffect> of(ObservedDesign design) {
    List<RandomEffect> effects = new ArrayList<>();
    List<RandomTerm> terms = design.structure().random();
    for (int t = 0; t < terms.size(); t++) {
      int first = 0;
      for (EffectTerm effect : terms.get(t).effects()) {
        int size = design.variables().effectColumns(effect);
        int group = design.equations().terms().get(t).group();
        effects.add(new RandomEffect(group, t, effect, first, size));
        first += size;
      }
    }
    return effects;
  }
}
