package org.blup.formula;

import java.util.Set;

/**
 * A term and how its factors become columns.
 *
 * @param term the term
 * @param full those of its factors that get a column for every level; the others get contrasts
 */
public record CodedTerm(Term term, Set<Variable> full) {

  public CodedTerm {
    full = Set.copyOf(full);
  }
}
