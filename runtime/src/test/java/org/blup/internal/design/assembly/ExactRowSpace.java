package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The space spanned by rows of integers, by elimination modulo a prime: without rounding. */
final class ExactRowSpace {

  private static final long PRIME = 2_147_483_629L;

  private final List<long[]> reduced = new ArrayList<>();
  private final List<Integer> pivots = new ArrayList<>();

  ExactRowSpace(List<double[]> rows) {
    List<long[]> left = new ArrayList<>(rows.stream().map(ExactRowSpace::modulo).toList());
    for (int column = 0; column < rows.get(0).length; column++) {
      int pivot = column;
      left.sort((a, b) -> Boolean.compare(a[pivot] == 0, b[pivot] == 0));
      if (!left.isEmpty() && left.get(0)[column] != 0) {
        long[] row = left.remove(0);
        long inverse = inverse(row[column]);
        Arrays.setAll(row, i -> row[i] * inverse % PRIME);
        left.forEach(other -> eliminate(other, row, pivot));
        reduced.add(row);
        pivots.add(column);
      }
    }
  }

  /** The columns that are no combinations of those before them. */
  List<Integer> independentColumns() {
    return Collections.unmodifiableList(pivots);
  }

  boolean contains(double[] row) {
    long[] rest = modulo(row);
    for (int i = 0; i < reduced.size(); i++) {
      eliminate(rest, reduced.get(i), pivots.get(i));
    }
    return Arrays.stream(rest).allMatch(value -> value == 0);
  }

  private static long[] modulo(double[] row) {
    return Arrays.stream(row).mapToLong(value -> Math.floorMod((long) value, PRIME)).toArray();
  }

  private static void eliminate(long[] from, long[] row, int pivot) {
    long factor = from[pivot];
    for (int i = 0; factor != 0 && i < from.length; i++) {
      from[i] = Math.floorMod(from[i] - factor * row[i], PRIME);
    }
  }

  /** Fermat's little theorem. */
  private static long inverse(long value) {
    long result = 1;
    long base = value;
    for (long exponent = PRIME - 2; exponent > 0; exponent /= 2) {
      result = exponent % 2 == 1 ? result * base % PRIME : result;
      base = base * base % PRIME;
    }
    return result;
  }
}
