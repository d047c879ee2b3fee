package org.blup.formula;

import java.util.List;

/**
 * One side of a linear predictor in canonical form: expanded, without duplicates, main effects
 * before interactions, otherwise in the order of appearance.
 *
 * @param intercept whether the constant column is part of it
 * @param terms the terms behind the intercept
 */
public record Terms(boolean intercept, List<Term> terms) {

  public Terms {
    terms = List.copyOf(terms);
  }

  /** The canonical text: {@code 1 + days + days:dose}, or {@code 0 + days} without intercept. */
  public String label() {
    StringBuilder text = new StringBuilder(intercept ? "1" : "0");
    terms.forEach(term -> text.append(" + ").append(term.label()));
    return text.toString();
  }
}
