package org.blup.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables of a formula, numbered in the order of their first appearance. */
final class VariableList {

  private final List<Variable> variables = new ArrayList<>();
  private final Map<Variable, Integer> numbers = new HashMap<>();

  int numberOf(Variable variable) {
    return numbers.computeIfAbsent(
        variable,
        unseen -> {
          variables.add(unseen);
          return variables.size() - 1;
        });
  }

  /** The variables behind the numbers of an interaction. */
  List<Variable> of(Interaction interaction) {
    return Arrays.stream(interaction.variables()).mapToObj(variables::get).toList();
  }

  Term term(Interaction interaction, Span span) {
    return new Term(of(interaction), span);
  }

  /** The terms by degree, otherwise in the order of appearance. */
  Terms terms(boolean intercept, TermSet set) {
    List<Term> terms = new ArrayList<>();
    set.forEach((interaction, span) -> terms.add(term(interaction, span)));
    terms.sort(Comparator.comparingInt(Term::degree));
    return new Terms(intercept, terms);
  }
}
