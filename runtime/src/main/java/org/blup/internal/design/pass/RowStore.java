package org.blup.internal.design.pass;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.structure.FactorLevels;
import org.blup.internal.design.structure.LevelDictionaries;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Rows kept as numbers and level numbers, column by column: for what needs them again once all
 * levels are known. Its memory grows with the rows, so no fit rests on it.
 */
public final class RowStore {

  private final double[][] numbers;
  private final LevelDictionaries dictionaries;
  private final int[][] levels;
  private double[] responses = new double[16];
  private int rows;

  public RowStore(ModelStructure structure) {
    numbers = new double[structure.numbers().size()][16];
    levels = new int[structure.factors().size()][16];
    dictionaries = new LevelDictionaries(structure);
  }

  public void add(DesignRow row) {
    if (rows == responses.length) {
      grow();
    }
    responses[rows] = row.response;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][rows] = row.numbers[i];
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f][rows] = dictionaries.number(f, row.texts[f], row.keys[f]);
    }
    rows++;
  }

  public int size() {
    return rows;
  }

  /** The levels of all factors, sorted. */
  public List<FactorLevels> levels() {
    return dictionaries.levels();
  }

  /** A number in a row. */
  public double number(int index, int row) {
    return numbers[index][row];
  }

  /** The response in a row, the offset not taken from it. */
  public double response(int row) {
    return responses[row];
  }

  /** The positions of a factor's level in all rows. */
  public int[] positions(int factor, FactorLevels sorted) {
    return Arrays.stream(levels[factor], 0, rows).map(sorted::position).toArray();
  }

  private void grow() {
    int capacity = 2 * rows;
    responses = Arrays.copyOf(responses, capacity);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.copyOf(numbers[i], capacity);
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f] = Arrays.copyOf(levels[f], capacity);
    }
  }
}
