package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowStore;

/** The rows that the pass has kept, with their levels by position. */
final class StoredRows {

  private final RowStore store;

  /** For each factor the positions of its levels in all rows. */
  private final int[][] levels;

  private final int[] ofRow;
  private final double[] numbers;

  StoredRows(ObservedDesign design, RowStore store) {
    this.store = store;
    levels = new int[design.structure().factors().size()][];
    for (int f = 0; f < levels.length; f++) {
      levels[f] = store.positions(f, design.factor(f));
    }
    ofRow = new int[levels.length];
    numbers = new double[design.structure().responseVariable()];
  }

  /** All rows. */
  int[] all() {
    return IntStream.range(0, store.size()).toArray();
  }

  /** The rows that have a level of a factor. */
  int[] with(int factor, int level) {
    return IntStream.range(0, store.size()).filter(r -> levels[factor][r] == level).toArray();
  }

  int level(int factor, int row) {
    return levels[factor][row];
  }

  /** The positions of a factor's levels in some rows. */
  int[] levels(int factor, int[] rows) {
    return Arrays.stream(rows).map(row -> levels[factor][row]).toArray();
  }

  /** For each factor the position of its level in a row; overwritten by the next. */
  int[] levels(int row) {
    for (int f = 0; f < ofRow.length; f++) {
      ofRow[f] = levels[f][row];
    }
    return ofRow;
  }

  /** The numbers of a row; overwritten by the next. */
  double[] numbers(int row) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = store.number(i, row);
    }
    return numbers;
  }

  double number(int index, int row) {
    return store.number(index, row);
  }

  /** The response of a row less its offset. */
  double response(int row) {
    return store.response(row) - store.offset(row);
  }

  double weight(int row) {
    return store.weight(row);
  }
}
