package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.model.RandomTermNames;

/** The terms and effects of a model that may be taken out one at a time. */
public final class RemovableTerms {

  /**
   * An effect that may go from a random term.
   *
   * @param name as the table has it
   * @param term the number of the term
   * @param kept which of the term's columns stay
   * @param left the effects that stay
   */
  public record Effect(String name, int term, boolean[] kept, List<EffectTerm> left) {

    /** The number that a random term of the smaller model has in the whole one. */
    public int wholeTerm(int number) {
      return left.isEmpty() && number >= term ? number + 1 : number;
    }
  }

  private final ObservedDesign design;

  public RemovableTerms(ObservedDesign design) {
    this.design = design;
  }

  /** The numbers of the fixed terms that may go: those that no other term contains. */
  public List<Integer> fixed() {
    List<EffectTerm> terms = design.structure().fixed();
    return IntStream.range(0, terms.size()).filter(t -> mayGo(terms, t)).boxed().toList();
  }

  /** Whether no other term has all the variables of this one, and more. */
  private static boolean mayGo(List<EffectTerm> terms, int t) {
    List<String> variables = terms.get(t).variables();
    return !variables.isEmpty()
        && terms.stream()
            .noneMatch(
                other ->
                    other.variables().size() > variables.size()
                        && new HashSet<>(other.variables()).containsAll(variables));
  }

  /** The effects that may go from random terms. */
  public List<Effect> random() {
    List<Effect> all = new ArrayList<>();
    List<RandomTerm> terms = design.structure().random();
    for (int t = 0; t < terms.size(); t++) {
      List<EffectTerm> effects = terms.get(t).effects();
      CovarianceStructure structure = terms.get(t).structure();
      if (structure instanceof PatternedCovariance patterned && patterned.oneVariance()) {
        all.add(whole(t));
        continue;
      }
      boolean separate = effects.size() == 1 || structure.isSeparable();
      for (int e = 0; e < effects.size(); e++) {
        if (separate || mayGo(effects, e)) {
          all.add(effect(t, e));
        }
      }
    }
    return all;
  }

  /** All effects of a term: with one variance, none of them has one that could be zero alone. */
  private Effect whole(int t) {
    boolean[] kept = new boolean[design.equations().terms().get(t).size()];
    String name = RandomTermNames.name(design.structure().random().get(t));
    return new Effect(name, t, kept, List.of());
  }

  private Effect effect(int t, int effect) {
    RandomTerm term = design.structure().random().get(t);
    boolean[] kept = new boolean[design.equations().terms().get(t).size()];
    List<EffectTerm> left = new ArrayList<>(term.effects());
    int column = 0;
    for (int e = 0; e < left.size(); e++) {
      for (int c = 0; c < design.variables().effectColumns(left.get(e)); c++) {
        kept[column++] = e != effect;
      }
    }
    EffectTerm gone = left.remove(effect);
    String label = RandomTermNames.name(term);
    String name = left.isEmpty() ? label : RandomTermNames.label(gone) + " in " + label;
    return new Effect(name, t, kept, left);
  }
}
