package org.blup.formula;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Terms without repetition in the order of their appearance, each with the place of its first. */
final class TermSet {

  private final Map<Interaction, Span> terms = new LinkedHashMap<>();
  private boolean isBroken;

  /** No terms, because of a problem that is reported. */
  static TermSet broken() {
    return new TermSet().markBroken();
  }

  TermSet add(Interaction term, Span span) {
    terms.putIfAbsent(term, span);
    return this;
  }

  TermSet addAll(TermSet others) {
    others.terms.forEach(terms::putIfAbsent);
    isBroken |= others.isBroken;
    return this;
  }

  TermSet markBroken() {
    isBroken = true;
    return this;
  }

  boolean remove(Interaction term) {
    return terms.remove(term) != null;
  }

  void forEach(BiConsumer<Interaction, Span> action) {
    terms.forEach(action);
  }

  Optional<Span> spanOf(Interaction term) {
    return Optional.ofNullable(terms.get(term));
  }

  int size() {
    return terms.size();
  }

  /** Whether there are no terms, by what is written and not by a mistake. */
  boolean isEmpty() {
    return terms.isEmpty() && !isBroken;
  }

  /** Whether something that should be in it is not, and that is reported. */
  boolean isBroken() {
    return isBroken;
  }

  Iterable<Interaction> interactions() {
    return terms.keySet();
  }
}
