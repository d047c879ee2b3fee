package org.blup.internal.design.coding;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A linear combination of monomials in shifted variables: what a column, or a product of two, is in
 * terms of the moments that were summed.
 *
 * @param coefficients the coefficient of each monomial
 */
public record Polynomial(Map<Monomial, Double> coefficients) {

  static final Polynomial ZERO = new Polynomial(Map.of());

  public static final Polynomial ONE = new Polynomial(Map.of(Monomial.ONE, 1.0));

  /** The shifted variable itself. */
  public static Polynomial shifted(int variable) {
    return new Polynomial(Map.of(Monomial.of(variable), 1.0));
  }

  /** The variable on its own scale: what was shifted, plus the shift. */
  public static Polynomial unshifted(int variable, double shift) {
    Map<Monomial, Double> terms = new LinkedHashMap<>();
    terms.put(Monomial.of(variable), 1.0);
    if (shift != 0) {
      terms.put(Monomial.ONE, shift);
    }
    return new Polynomial(terms);
  }

  /** The sum with a constant. */
  public Polynomial plus(double constant) {
    Map<Monomial, Double> sum = new LinkedHashMap<>(coefficients);
    if (sum.merge(Monomial.ONE, constant, Double::sum) == 0) {
      sum.remove(Monomial.ONE);
    }
    return new Polynomial(sum);
  }

  public Polynomial times(Polynomial other) {
    Map<Monomial, Double> product = new LinkedHashMap<>();
    coefficients.forEach(
        (left, a) ->
            other.coefficients.forEach(
                (right, b) -> product.merge(left.times(right), a * b, Double::sum)));
    return new Polynomial(product);
  }
}
