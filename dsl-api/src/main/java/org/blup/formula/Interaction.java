package org.blup.formula;

import java.util.Arrays;

/** A set of variables by their numbers in a formula's list of variables, as R's bit patterns. */
final class Interaction {

  static final Interaction NONE = new Interaction(new int[0]);

  /** The golden ratio's part of 2³². */
  private static final int SPREAD = 0x9E3779B1;

  private final int[] variables;

  private Interaction(int[] variables) {
    this.variables = variables;
  }

  static Interaction of(int variable) {
    return new Interaction(new int[] {variable});
  }

  /** The variables' numbers, in increasing order. */
  int[] variables() {
    return variables;
  }

  int degree() {
    return variables.length;
  }

  Interaction with(Interaction other) {
    int[] merged = new int[variables.length + other.variables.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < variables.length || j < other.variables.length) {
      int left = i < variables.length ? variables[i] : Integer.MAX_VALUE;
      int right = j < other.variables.length ? other.variables[j] : Integer.MAX_VALUE;
      merged[size++] = Math.min(left, right);
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    return new Interaction(Arrays.copyOf(merged, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Interaction that && Arrays.equals(variables, that.variables);
  }

  /** Spreads small numbers, pairs of which collide under {@code Arrays.hashCode}. */
  @Override
  public int hashCode() {
    int hash = variables.length;
    for (int variable : variables) {
      hash = (hash ^ variable) * SPREAD;
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
