package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** The sums of the powers of one variable over all rows, without weights: Σ xᵏ from k = 0. */
final class PowerSums {

  private final int variable;
  private final double[] sums;

  /**
   * No rows yet.
   *
   * @param degree the highest power
   */
  PowerSums(int variable, int degree) {
    this.variable = variable;
    sums = new double[degree + 1];
  }

  int variable() {
    return variable;
  }

  /** Σ xᵏ about the shift. */
  double sum(int power) {
    return sums[power];
  }

  int degree() {
    return sums.length - 1;
  }

  /** The mean about the shift. */
  double mean() {
    return sums[1] / sums[0];
  }

  /** The sums about another origin: x' = x + delta. */
  double[] about(double delta) {
    List<Monomial> powers = new ArrayList<>();
    for (int k = 0; k < sums.length; k++) {
      int[] factors = new int[k];
      Arrays.fill(factors, variable);
      powers.add(Monomial.of(factors));
    }
    double[] moved = sums.clone();
    double[] deltas = new double[variable + 1];
    deltas[variable] = delta;
    new ShiftChange(powers, deltas).apply(moved, 0);
    return moved;
  }

  /** The sums of a block of rows alone: added to large ones, they round less often than rows. */
  double[] powers(double[] values, int rows) {
    double[] block = new double[sums.length];
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      double value = values[r];
      sum += value;
      double power = value;
      for (int k = 2; k < block.length; k++) {
        power *= value;
        block[k] += power;
      }
    }
    block[0] = rows;
    block[1] = sum;
    return block;
  }

  /** Adds the sums of other rows, whose variable is x + delta about this one's shift. */
  void merge(PowerSums other, double delta) {
    add(other.about(delta));
  }

  /** Takes the sums of rows away, whose variable is x + delta about this one's shift. */
  void subtract(PowerSums other, double delta) {
    double[] moved = other.about(delta);
    for (int k = 0; k < sums.length; k++) {
      sums[k] -= moved[k];
    }
  }

  void move(double delta) {
    restore(about(delta));
  }

  void write(BinaryOutput out) {
    out.numbers(sums, sums.length);
  }

  void read(BinaryInput in) {
    restore(in.numbers(sums.length));
  }

  double[] copyOfSums() {
    return sums.clone();
  }

  void restore(double[] copy) {
    System.arraycopy(copy, 0, sums, 0, sums.length);
  }

  /** Adds sums of powers. */
  void add(double[] other) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += other[k];
    }
  }
}
