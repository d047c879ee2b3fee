package org.blup.internal.reml.identification;

import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.numeric.Interruption;

/**
 * The products of all elements of {@code K_gh} with each other, less those of {@code B_g B_hᵀ},
 * summed over the pairs of levels that meet.
 */
final class BlockProducts {
  private final ProjectedGroups groups;
  private final int g;
  private final int h;
  private final int k;
  private final int l;
  private final double[] both;
  private final double[] explained;

  /** (k l) × (k l). */
  final double[] sum;

  /** Of groups whose levels have so many effects each. */
  BlockProducts(ProjectedGroups groups, int g, int k, int h, int l) {
    this.groups = groups;
    this.g = g;
    this.h = h;
    this.k = k;
    this.l = l;
    both = new double[k * l];
    explained = new double[k * l];
    sum = new double[k * l * k * l];
  }

  void addPair(Pair pair, double[] values) {
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      Interruption.check(i);
      int end = pair.rowStart()[i + 1];
      for (int e = pair.rowStart()[i]; e < end; e++) {
        add(i, pair.column()[e], values, e * k * l);
        if (g == h) {
          addTransposed();
        }
      }
    }
  }

  /** Adds the blocks that levels have with themselves. */
  void addLevels(int levels, double[] blocks) {
    for (int j = 0; j < levels; j++) {
      add(j, j, blocks, j * k * k);
    }
  }

  private void add(int level, int other, double[] values, int start) {
    for (int at = 0; at < k * l; at++) {
      explained[at] = groups.explained(g, level * k + at / l, h, other * l + at % l);
      both[at] = values[start + at] - explained[at];
    }
    for (int i = 0; i < both.length; i++) {
      for (int j = 0; j < both.length; j++) {
        sum[i * both.length + j] += both[i] * both[j] - explained[i] * explained[j];
      }
    }
  }

  /** What the last block gives once more, where it stands on the other side of the diagonal. */
  private void addTransposed() {
    for (int i = 0; i < both.length; i++) {
      for (int j = 0; j < both.length; j++) {
        int at = (i % k * k + i / k) * both.length + j % k * k + j / k;
        sum[at] += both[i] * both[j] - explained[i] * explained[j];
      }
    }
  }
}
