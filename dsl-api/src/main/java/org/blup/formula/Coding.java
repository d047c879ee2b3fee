package org.blup.formula;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which factors of which terms get a column for every level, and which get contrasts: R's
 * marginality rule, so that the columns of a whole formula span what it says without repeating
 * themselves.
 *
 * <p>A factor of a term is coded by contrasts if the rest of the term is empty or contained in a
 * preceding term (Chambers and Hastie, <i>Statistical Models in S</i>, 1992, p. 38; {@code
 * TermCode} of R's {@code terms.formula}). Without an intercept the first factor of the first term
 * that has one is then coded in full ({@code model.matrix.default}).
 */
public final class Coding {

  private Coding() {}

  /**
   * The coding of each term, in the order of the terms.
   *
   * @param terms the terms of one formula, or of the effects of one random term
   * @param isFactor which variables are factors; the others are numbers
   */
  public static List<CodedTerm> of(Terms terms, Predicate<Variable> isFactor) {
    boolean needsFullFactor = !terms.intercept();
    List<Set<Variable>> preceding = new ArrayList<>();
    List<CodedTerm> coded = new ArrayList<>();
    for (Term term : terms.terms()) {
      List<Variable> factors = term.variables().stream().filter(isFactor).toList();
      Set<Variable> full = new LinkedHashSet<>();
      for (Variable factor : factors) {
        if (!isMarginPresent(term, factor, preceding)) {
          full.add(factor);
        }
      }
      if (needsFullFactor && !factors.isEmpty()) {
        full.add(factors.get(0));
        needsFullFactor = false;
      }
      preceding.add(new HashSet<>(term.variables()));
      coded.add(new CodedTerm(term, full));
    }
    return coded;
  }

  private static boolean isMarginPresent(
      Term term, Variable factor, Collection<Set<Variable>> preceding) {
    Set<Variable> margin = new HashSet<>(term.variables());
    margin.remove(factor);
    return margin.isEmpty() || preceding.stream().anyMatch(terms -> terms.containsAll(margin));
  }
}
