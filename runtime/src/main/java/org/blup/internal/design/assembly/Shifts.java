package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.coding.TermCoding;

/**
 * Which columns of X, and whether y, may stand about centres of their variables, and how the
 * columns so shifted are made of the user's.
 *
 * <p>A term is the tensor product of its factors' codings times a monomial m. Shifting the
 * variables V of m turns its columns into combinations of themselves and of the same coding times
 * each proper divisor of m that keeps the variables not in V; that leaves the span of X alone if
 * those products lie in it. A full coding is the contrasts plus the constant, so the span of a
 * term's coding is the direct sum of pure contrast products over sets of factors, its atoms; a
 * product lies in the span if each of its atoms does, with the same monomial, in some other term. A
 * basis is like a factor of contrasts there: all its columns, or none. The change of basis is unit
 * triangular by degree, so its determinant is 1.
 */
final class Shifts {

  private final TermCoding[] terms;
  private final double[] centre;
  private final boolean onlyFromBefore;
  private final int[] start;
  private final List<Set<Integer>> shifted = new ArrayList<>();

  /**
   * Decides which variables are shifted in which term.
   *
   * @param centre what is to be taken from each variable, the response last; a variable with centre
   *     0 stays as it is
   * @param onlyFromBefore use only terms that stand before the one shifted, so that the first
   *     columns span the same space in both bases
   */
  Shifts(TermCoding[] terms, double[] centre, boolean onlyFromBefore) {
    this.terms = terms;
    this.centre = centre;
    this.onlyFromBefore = onlyFromBefore;
    start = new int[terms.length + 1];
    for (int j = 0; j < terms.length; j++) {
      start[j + 1] = start[j] + terms[j].columns();
    }
    for (int j = 0; j < terms.length; j++) {
      shifted.add(shiftedVariables(j));
    }
  }

  int columns() {
    return start[terms.length];
  }

  /** The first column of a term. */
  int start(int term) {
    return start[term];
  }

  /**
   * A term's monomial in variables about the centre, in terms of the variables as summed.
   *
   * @param shift what was taken from each variable before it was summed
   */
  Polynomial polynomial(int term, double[] shift) {
    Polynomial product = Polynomial.ONE;
    for (int variable : terms[term].monomial().variables()) {
      double origin = shifted.get(term).contains(variable) ? centre[variable] : 0;
      product = product.times(Polynomial.unshifted(variable, shift[variable] - origin));
    }
    return product;
  }

  /** Whether y may be shifted by a constant. */
  boolean shiftsResponse() {
    return constantProvider() >= 0;
  }

  /**
   * A constant taken from y, as coefficients of the user's columns; 0 if y may not be shifted.
   *
   * @param constant what was taken
   */
  double[] responseShift(double constant) {
    double[] coefficients = new double[columns()];
    int provider = constantProvider();
    if (provider >= 0) {
      TermCoding term = terms[provider];
      for (int column = 0; column < term.columns(); column++) {
        coefficients[start[provider] + column] = constant;
      }
    }
    return coefficients;
  }

  /** The shifted columns as combinations of the user's: P × P, column by column. */
  double[][] basis() {
    double[][] basis = new double[columns()][columns()];
    for (int j = 0; j < terms.length; j++) {
      for (int column = 0; column < terms[j].columns(); column++) {
        basis[start[j] + column][start[j] + column] = 1;
      }
      if (!shifted.get(j).isEmpty()) {
        for (Monomial rest : divisorsKeeping(j, shifted.get(j))) {
          subtract(basis, j, rest);
        }
      }
    }
    return basis;
  }

  private int constantProvider() {
    for (int i = 0; i < terms.length; i++) {
      if (provides(i, Set.of(), Monomial.ONE)) {
        return i;
      }
    }
    return -1;
  }

  private Set<Integer> shiftedVariables(int j) {
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int variable : terms[j].monomial().variables()) {
      if (centre[variable] != 0) {
        Set<Integer> more = new LinkedHashSet<>(chosen);
        more.add(variable);
        if (divisorsKeeping(j, more).stream().allMatch(rest -> isInSpan(j, rest))) {
          chosen = more;
        }
      }
    }
    return chosen;
  }

  /** The proper divisors of a term's monomial that lack only variables of the given set. */
  private List<Monomial> divisorsKeeping(int j, Set<Integer> removable) {
    Monomial whole = terms[j].monomial();
    List<Integer> kept = new ArrayList<>(whole.variables());
    kept.removeAll(removable);
    return whole.divisors().stream()
        .filter(rest -> !rest.equals(whole) && rest.variables().containsAll(kept))
        .toList();
  }

  private boolean isInSpan(int j, Monomial monomial) {
    return atoms(j).stream().allMatch(atom -> providerOf(j, atom, monomial) >= 0);
  }

  private int providerOf(int j, Set<Integer> atom, Monomial monomial) {
    int end = onlyFromBefore ? j : terms.length;
    for (int i = 0; i < end; i++) {
      if (provides(i, atom, monomial)) {
        return i;
      }
    }
    return -1;
  }

  private boolean provides(int i, Set<Integer> atom, Monomial monomial) {
    TermCoding term = terms[i];
    Set<Integer> all = new LinkedHashSet<>();
    boolean hasContrasts = true;
    for (int slot = 0; slot < term.slots(); slot++) {
      all.add(term.id(slot));
      hasContrasts &= term.isFull(slot) || atom.contains(term.id(slot));
    }
    return hasContrasts && all.containsAll(atom) && term.monomial().equals(monomial);
  }

  /** The sets of factors and bases whose pure contrast products span a term's coding together. */
  private List<Set<Integer>> atoms(int j) {
    List<Set<Integer>> atoms = new ArrayList<>(List.of(Set.of()));
    for (int slot = 0; slot < terms[j].slots(); slot++) {
      List<Set<Integer>> longer = new ArrayList<>();
      for (Set<Integer> atom : atoms) {
        Set<Integer> with = new LinkedHashSet<>(atom);
        with.add(terms[j].id(slot));
        longer.add(with);
        if (terms[j].isFull(slot)) {
          longer.add(atom);
        }
      }
      atoms = longer;
    }
    return atoms;
  }

  /** Takes from a term's columns what the shift of its variables leaves of one divisor. */
  private void subtract(double[][] basis, int j, Monomial rest) {
    List<Integer> removed = new ArrayList<>(terms[j].monomial().variables());
    rest.variables().forEach(variable -> removed.remove((Object) variable));
    double coefficient = 1;
    for (int variable : removed) {
      coefficient *= -centre[variable];
    }
    for (Set<Integer> atom : atoms(j)) {
      int i = providerOf(j, atom, rest);
      AtomMap map = new AtomMap(terms[j], terms[i], atom);
      for (int column = 0; column < terms[j].columns(); column++) {
        int[] parts = terms[j].split(column);
        for (int other = 0; other < terms[i].columns(); other++) {
          basis[start[j] + column][start[i] + other] +=
              coefficient * map.coefficient(parts, terms[i].split(other));
        }
      }
    }
  }
}
