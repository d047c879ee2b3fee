package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Diagonal elements of M⁻¹, found when they are first asked for, those of neighbouring levels at
 * once. Thread-safe.
 */
final class LevelInverses {

  private final CrossedEquations equations;
  private final double[] lambda;

  /** By node; NaN where it is not known yet. */
  private final double[] known;

  private @Nullable SchurComplement complement;

  LevelInverses(CrossedEquations equations, double[] lambda) {
    this.equations = equations;
    this.lambda = lambda;
    known = new double[equations.nodes()];
    Arrays.fill(known, Double.NaN);
  }

  synchronized double of(int node) {
    if (Double.isNaN(known[node])) {
      int first = node - node % Incidence.WIDTH;
      int end = Math.min(known.length, first + Incidence.WIDTH);
      List<RightSide> sides = IntStream.range(first, end).mapToObj(this::side).toList();
      solver().solve(sides);
    }
    return known[node];
  }

  private SchurComplement solver() {
    SchurComplement made = complement;
    if (made == null) {
      made = new SchurComplement(equations, lambda);
      complement = made;
    }
    return made;
  }

  private RightSide side(int node) {
    return new RightSide() {
      @Override
      public void write(double[] b, int column) {
        b[node * Incidence.WIDTH + column] = 1;
      }

      @Override
      public void read(double[] x, double[] spread, int column) {
        known[node] = x[node * Incidence.WIDTH + column];
      }
    };
  }
}
