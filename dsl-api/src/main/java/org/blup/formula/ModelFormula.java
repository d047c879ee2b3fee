package org.blup.formula;

import java.util.List;
import java.util.Optional;

/**
 * A mixed-model formula in canonical form: what remains when operators, nesting and removals have
 * been expanded.
 *
 * @param response the left-hand side
 * @param fixed the fixed effects
 * @param random the random terms, in the order written; {@code (e | a/b)} stands as two terms
 * @param residual the covariance of the residuals; absent where they are independent with one
 *     variance
 * @param offsets the expressions added with coefficient 1
 */
public record ModelFormula(
    Variable response,
    Terms fixed,
    List<RandomTerm> random,
    Optional<ResidualTerm> residual,
    List<Variable> offsets) {

  public ModelFormula {
    random = List.copyOf(random);
    offsets = List.copyOf(offsets);
  }

  /** The canonical text: {@code reaction ~ 1 + days + (1 + days | subject)}. */
  public String label() {
    StringBuilder text = new StringBuilder(response.label()).append(" ~ ").append(fixed.label());
    offsets.forEach(offset -> text.append(" + offset(").append(offset.label()).append(')'));
    random.forEach(term -> text.append(" + ").append(term.label()));
    residual.ifPresent(term -> text.append(" + ").append(term.label()));
    return text.toString();
  }
}
