package org.blup.internal.inference.estimability;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;

/** Which fixed terms contain which others (Nelder 1977, J. R. Stat. Soc. A 140:48–77). */
final class Marginality {

  private final ModelStructure structure;
  private final List<EffectTerm> terms;

  Marginality(ModelStructure structure) {
    this.structure = structure;
    terms = structure.fixed();
  }

  /** The fixed terms but the intercept, by their number among all. */
  List<Integer> terms() {
    return IntStream.range(0, terms.size())
        .filter(term -> !terms.get(term).variables().isEmpty())
        .boxed()
        .toList();
  }

  /**
   * The terms that have all variables of a term, the same numbers, and further factors or bases:
   * with a basis for a number, tests do not depend on where its columns are zero.
   */
  List<Integer> containing(int term) {
    List<String> variables = terms.get(term).variables();
    return terms().stream()
        .filter(other -> contains(terms.get(other).variables(), variables))
        .toList();
  }

  private boolean contains(List<String> larger, List<String> smaller) {
    return larger.size() > smaller.size()
        && larger.containsAll(smaller)
        && numbers(larger) == numbers(smaller);
  }

  private long numbers(List<String> variables) {
    return variables.stream().filter(structure.numbers()::contains).count();
  }
}
