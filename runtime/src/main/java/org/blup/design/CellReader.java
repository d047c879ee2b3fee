package org.blup.design;

import java.util.List;

/** Reads which levels a table's cells stand for. */
final class CellReader {

  private final MomentTable table;
  private final int[] key;
  private final FactorLevels[] factors;
  private final int[] numbers;
  private final int[] positions;

  CellReader(MomentTable table, List<FactorLevels> allFactors) {
    this.table = table;
    key = table.key();
    factors = new FactorLevels[key.length];
    for (int i = 0; i < key.length; i++) {
      factors[i] = allFactors.get(key[i]);
    }
    numbers = new int[key.length];
    positions = new int[allFactors.size()];
  }

  /**
   * The positions of a cell's levels, by the index of their factor; valid until the next call.
   * Those of factors that the table does not tell apart mean nothing.
   */
  int[] positions(int cell) {
    table.levels(cell, numbers);
    for (int i = 0; i < key.length; i++) {
      positions[key[i]] = factors[i].position(numbers[i]);
    }
    return positions;
  }
}
