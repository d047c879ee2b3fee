package org.blup.processor.validate.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.formula.Expression;
import org.blup.formula.ModelFormula;
import org.blup.formula.RandomTerm;
import org.blup.formula.ResidualTerm;
import org.blup.formula.Term;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.formula.VarianceTerm;

/**
 * Replaces misspelt names by those that were probably meant, so that the class written for a broken
 * model has the accessors that the code around it uses.
 */
public final class Mender {

  private final Vocabulary vocabulary;

  public Mender(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  public ModelFormula mend(ModelFormula formula) {
    return new ModelFormula(
        mend(formula.response()),
        mend(formula.fixed()),
        formula.random().stream().map(this::mend).toList(),
        formula.residual().map(this::mend),
        formula.offsets().stream().map(this::mend).toList());
  }

  private RandomTerm mend(RandomTerm term) {
    List<Variable> group = term.group().stream().map(this::mend).distinct().toList();
    return new RandomTerm(
        mend(term.effects()), group, term.levels(), term.structure(), term.span());
  }

  private ResidualTerm mend(ResidualTerm term) {
    return new ResidualTerm(
        term.structure(),
        term.position().map(this::mend),
        term.subject().stream().map(this::mend).distinct().toList(),
        term.variance().map(v -> new VarianceTerm(v.function(), mend(v.number()))),
        term.strata().map(this::mend),
        term.span());
  }

  /** Two terms may have become equal. */
  private Terms mend(Terms terms) {
    Map<List<Variable>, Term> mended = new LinkedHashMap<>();
    for (Term term : terms.terms()) {
      List<Variable> variables = term.variables().stream().map(this::mend).distinct().toList();
      mended.putIfAbsent(variables, new Term(variables, term.span()));
    }
    return new Terms(terms.intercept(), List.copyOf(mended.values()));
  }

  private Variable mend(Variable variable) {
    if (variable.expression() instanceof Expression.Name name
        && vocabulary.written(name.name()).isEmpty()) {
      return vocabulary
          .suggestion(name.name())
          .map(meant -> new Variable(new Expression.Name(meant, name.span()), meant))
          .orElse(variable);
    }
    return variable;
  }
}
