package org.blup.formula;

import static org.blup.formula.ProblemCode.EMPTY_FORMULA;

import java.util.Optional;
import org.blup.formula.Expression.Binary;

/** Reads a whole text: the tree first, then what it means. */
final class FormulaReader {

  private final String text;
  private final Problems problems;

  FormulaReader(String text) {
    this.text = text;
    this.problems = new Problems(text);
  }

  ParseResult read() {
    if (text.isBlank()) {
      problems.report(
          EMPTY_FORMULA,
          new Span(0, 0),
          "The formula is empty",
          "Write: response ~ terms + (effects | group)");
      return new ParseResult(Optional.empty(), problems.inOrder());
    }
    Optional<ModelFormula> formula = model(Parser.parse(text, problems));
    return new ParseResult(problems.hasErrors() ? Optional.empty() : formula, problems.inOrder());
  }

  private Optional<ModelFormula> model(Binary formula) {
    VariableReader variables = new VariableReader(problems);
    Optional<Variable> response = variables.response(formula.left());
    Expander expander = new Expander(problems, variables);
    response.ifPresent(expander::begin);
    TermSet terms = expander.fixed(formula.right());
    RandomTermReader random = new RandomTermReader(problems, variables);
    expander.summands().randomTerms().forEach(random::read);
    Optional<ResidualTerm> residual =
        new ResidualReader(problems, variables).read(expander.summands());
    return response.map(
        variable ->
            new ModelFormula(
                variable,
                expander.variables().terms(expander.hasIntercept(), terms),
                random.terms(),
                residual,
                expander.summands().offsets()));
  }
}
