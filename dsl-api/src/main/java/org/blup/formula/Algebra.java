package org.blup.formula;

/**
 * The operators that multiply terms, by the rules of R's {@code terms.formula} (Wilkinson and
 * Rogers, <i>Applied Statistics</i> 22, 1973).
 */
final class Algebra {

  /** Where a formula multiplies out to more, it is a mistake; this many take no time. */
  private static final int MOST_WORK = 1_000_000;

  private int work;

  /** Thrown where the terms would be too many. */
  static final class TooManyTerms extends Exception {
    private static final long serialVersionUID = 1L;

    private TooManyTerms() {
      super(null, null, false, false);
    }
  }

  /** {@code a * b}: both, and each of the one with each of the other. */
  TermSet cross(TermSet left, TermSet right, Span span) throws TooManyTerms {
    return new TermSet().addAll(left).addAll(right).addAll(interact(left, right, span));
  }

  /** {@code a : b}: each of the one with each of the other. */
  TermSet interact(TermSet left, TermSet right, Span span) throws TooManyTerms {
    TermSet result = new TermSet();
    for (Interaction term : left.interactions()) {
      for (Interaction other : right.interactions()) {
        result.add(join(term, other), span);
      }
    }
    return result;
  }

  /** {@code a / b}: the one, and each of the other with all variables of the one. */
  TermSet nest(TermSet outer, TermSet inner, Span span) throws TooManyTerms {
    return new TermSet().addAll(outer).addAll(within(inner, outer, span));
  }

  /** {@code b %in% a}: each of the one with all variables of the other. */
  TermSet within(TermSet inner, TermSet outer, Span span) throws TooManyTerms {
    Interaction all = Interaction.NONE;
    for (Interaction term : outer.interactions()) {
      all = join(all, term);
    }
    TermSet result = new TermSet();
    for (Interaction term : inner.interactions()) {
      result.add(join(term, all), span);
    }
    return result;
  }

  /** {@code (a + b)^k}: crossed with itself, each product once. */
  TermSet power(TermSet base, int exponent, Span span) throws TooManyTerms {
    TermSet result = base;
    for (int i = 1; i < exponent; i++) {
      TermSet next = interact(base, result, span);
      if (next.size() == result.size()) {
        return withPlaces(next, base);
      }
      result = next;
    }
    return withPlaces(result, base);
  }

  /** The terms in the same order, those of the base at their own places. */
  private static TermSet withPlaces(TermSet terms, TermSet base) {
    TermSet result = new TermSet();
    terms.forEach((term, span) -> result.add(term, base.spanOf(term).orElse(span)));
    return result;
  }

  private Interaction join(Interaction one, Interaction other) throws TooManyTerms {
    work += one.degree() + other.degree();
    if (work > MOST_WORK) {
      throw new TooManyTerms();
    }
    return one.with(other);
  }
}
