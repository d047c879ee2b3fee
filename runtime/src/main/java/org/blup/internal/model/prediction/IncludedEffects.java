package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/** The random effects that a prediction takes in, term by term. Immutable. */
public final class IncludedEffects {

  private final boolean[][] effects;

  private IncludedEffects(boolean[][] effects) {
    this.effects = effects;
  }

  static IncludedEffects none(ModelStructure structure) {
    List<RandomTerm> terms = structure.random();
    return new IncludedEffects(
        terms.stream().map(term -> new boolean[term.effects().size()]).toArray(boolean[][]::new));
  }

  public static IncludedEffects all(ModelStructure structure) {
    IncludedEffects all = none(structure);
    for (boolean[] term : all.effects) {
      Arrays.fill(term, true);
    }
    return all;
  }

  /** These and others. */
  IncludedEffects with(boolean[][] others) {
    return set(others, true);
  }

  /** These but others. */
  IncludedEffects without(IncludedEffects others) {
    return set(others.effects, false);
  }

  private IncludedEffects set(boolean[][] others, boolean value) {
    boolean[][] changed = new boolean[effects.length][];
    for (int t = 0; t < changed.length; t++) {
      changed[t] = effects[t].clone();
      for (int e = 0; e < changed[t].length; e++) {
        changed[t][e] = others[t][e] ? value : effects[t][e];
      }
    }
    return new IncludedEffects(changed);
  }

  /** Which of a term's effects are included. */
  boolean[] of(int term) {
    return effects[term].clone();
  }

  /** Whether one of a term's effects is included. */
  boolean any(int term) {
    return any(effects[term]);
  }

  static boolean any(boolean[] effects) {
    for (boolean effect : effects) {
      if (effect) {
        return true;
      }
    }
    return false;
  }

  boolean isNone() {
    for (boolean[] term : effects) {
      if (any(term)) {
        return false;
      }
    }
    return true;
  }

  /** Which columns of a term in the working basis; effects are told apart without covariances. */
  boolean[] columns(ObservedDesign design, int term) {
    boolean[] columns = new boolean[design.equations().terms().get(term).size()];
    List<EffectTerm> terms = design.structure().random().get(term).effects();
    int start = 0;
    for (int e = 0; e < terms.size(); e++) {
      int end = start + design.variables().effectColumns(terms.get(e));
      Arrays.fill(columns, start, end, effects[term][e]);
      start = end;
    }
    return columns;
  }
}
