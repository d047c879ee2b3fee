package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.coding.Polynomial;

/**
 * The exact change of moments when the origin of their variables moves: with x' = x + δ, every
 * moment Σ w·Π x' is a combination of the moments that divide it (Chan, Golub & LeVeque 1983, here
 * for products of any degree).
 */
final class ShiftChange {

  private final int[] target;
  private final int[] source;
  private final double[] factor;

  /**
   * Prepares the change.
   *
   * @param moments all moments, lower degrees first, with all their divisors
   * @param delta what is added to each variable
   */
  ShiftChange(List<Monomial> moments, double[] delta) {
    List<Integer> targets = new ArrayList<>();
    List<Integer> sources = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    for (int m = moments.size() - 1; m >= 0; m--) {
      Polynomial moved = Polynomial.ONE;
      for (int variable : moments.get(m).variables()) {
        moved = moved.times(Polynomial.unshifted(variable, delta[variable]));
      }
      for (var term : moved.coefficients().entrySet()) {
        if (!term.getKey().equals(moments.get(m))) {
          targets.add(m);
          sources.add(moments.indexOf(term.getKey()));
          factors.add(term.getValue());
        }
      }
    }
    target = targets.stream().mapToInt(Integer::intValue).toArray();
    source = sources.stream().mapToInt(Integer::intValue).toArray();
    factor = factors.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Changes a cell's moments in place, higher degrees first. */
  void apply(double[] moments, int start) {
    for (int i = 0; i < target.length; i++) {
      moments[start + target[i]] += factor[i] * moments[start + source[i]];
    }
  }
}
