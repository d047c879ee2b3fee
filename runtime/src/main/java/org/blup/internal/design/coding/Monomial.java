package org.blup.internal.design.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A product of numeric variables, each by its index; a variable may occur twice. The empty product
 * is 1. The response counts as the variable behind all numbers.
 *
 * @param variables indices in ascending order
 */
public record Monomial(List<Integer> variables) {

  public static final Monomial ONE = new Monomial(List.of());

  /** Lower degrees first, so that every monomial comes after those that divide it. */
  public static final Comparator<Monomial> BY_DEGREE =
      Comparator.<Monomial>comparingInt(monomial -> monomial.variables.size())
          .thenComparing(Monomial::compareVariables);

  public Monomial {
    Integer[] ascending = variables.toArray(Integer[]::new);
    Arrays.sort(ascending);
    variables = List.of(ascending);
  }

  public static Monomial of(int... variables) {
    List<Integer> all = new ArrayList<>();
    for (int variable : variables) {
      all.add(variable);
    }
    return new Monomial(all);
  }

  int degree() {
    return variables.size();
  }

  public Monomial times(Monomial other) {
    List<Integer> all = new ArrayList<>(variables);
    all.addAll(other.variables);
    return new Monomial(all);
  }

  /** The monomial without its last variable. */
  public Monomial parent() {
    return new Monomial(variables.subList(0, variables.size() - 1));
  }

  public int last() {
    return variables.get(variables.size() - 1);
  }

  /** All monomials that divide this one, itself and 1 included. */
  public Set<Monomial> divisors() {
    Set<Monomial> all = new LinkedHashSet<>();
    all.add(ONE);
    for (int variable : variables) {
      for (Monomial found : List.copyOf(all)) {
        all.add(found.times(of(variable)));
      }
    }
    return all;
  }

  private static int compareVariables(Monomial left, Monomial right) {
    for (int i = 0; i < left.variables.size(); i++) {
      int order = Integer.compare(left.variables.get(i), right.variables.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
