package org.blup.internal.design.pass;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * Rows kept as numbers and level numbers, column by column, until all levels are known: for
 * matrices, and for residuals that covary within subjects, whose rows may come apart. Its memory
 * grows with the rows, so no other fit rests on it.
 */
public final class RowStore {

  /** Room for the first rows; it is doubled when it is full. */
  private static final int FIRST_CAPACITY = 16;

  private final LevelDictionaries dictionaries;
  private final double[][] numbers;
  private final int[][] levels;
  private final boolean isWeighted;
  private final boolean hasOffset;
  private double[] responses = new double[FIRST_CAPACITY];
  private double[] offsets;
  private double[] weights;
  private int rows;

  public RowStore(ModelStructure structure) {
    dictionaries = new LevelDictionaries(structure);
    numbers = new double[structure.responseVariable()][FIRST_CAPACITY];
    levels = new int[structure.factors().size()][FIRST_CAPACITY];
    isWeighted = structure.isWeighted();
    hasOffset = structure.offset().isPresent();
    weights = new double[isWeighted ? FIRST_CAPACITY : 0];
    offsets = new double[hasOffset ? FIRST_CAPACITY : 0];
  }

  private RowStore(RowStore other) {
    dictionaries = other.dictionaries.asFinal();
    numbers = other.numbers.clone();
    levels = other.levels.clone();
    isWeighted = other.isWeighted;
    hasOffset = other.hasOffset;
    responses = other.responses;
    offsets = other.offsets;
    weights = other.weights;
    rows = other.rows;
  }

  /** The rows as they are now, of which no number is copied; none must be added. */
  RowStore asFinal() {
    return new RowStore(this);
  }

  void write(BinaryOutput out) {
    out.count(rows);
    dictionaries.write(out);
    out.numbers(responses, rows);
    if (isWeighted) {
      out.numbers(weights, rows);
    }
    if (hasOffset) {
      out.numbers(offsets, rows);
    }
    for (double[] column : numbers) {
      out.numbers(column, rows);
    }
    for (int[] column : levels) {
      out.counts(column, rows);
    }
  }

  /** Reads rows into this store, which is empty. */
  void read(BinaryInput in) {
    rows = in.count(Integer.MAX_VALUE - 8);
    dictionaries.read(in);
    responses = in.numbers(rows);
    if (isWeighted) {
      weights = in.numbers(rows);
    }
    if (hasOffset) {
      offsets = in.numbers(rows);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.numbers(rows);
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f] = in.counts(rows, dictionaries.size(f) - 1);
    }
  }

  public void add(DesignRow row) {
    reserve(1);
    responses[rows] = row.response;
    if (isWeighted) {
      weights[rows] = row.weight;
    }
    if (hasOffset) {
      offsets[rows] = row.offset;
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][rows] = row.numbers[i];
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f][rows] = dictionaries.number(f, row.texts[f], row.keys[f]);
    }
    rows++;
  }

  /** Adds the rows of another store of the same model behind these. */
  public void append(RowStore other) {
    reserve(other.rows);
    copy(other.responses, responses, other.rows);
    if (isWeighted) {
      copy(other.weights, weights, other.rows);
    }
    if (hasOffset) {
      copy(other.offsets, offsets, other.rows);
    }
    for (int i = 0; i < numbers.length; i++) {
      copy(other.numbers[i], numbers[i], other.rows);
    }
    int[][] numbersHere = dictionaries.numbersOf(other.dictionaries);
    for (int f = 0; f < levels.length; f++) {
      for (int r = 0; r < other.rows; r++) {
        levels[f][rows + r] = numbersHere[f][other.levels[f][r]];
      }
    }
    rows += other.rows;
  }

  /** Writes a row where the pass reads it. */
  void read(int row, DesignRow out) {
    out.begin();
    out.response = responses[row];
    out.weight = weight(row);
    out.offset = offset(row);
    for (int i = 0; i < numbers.length; i++) {
      out.numbers[i] = numbers[i][row];
    }
    for (int f = 0; f < levels.length; f++) {
      out.level(f, dictionaries, levels[f][row]);
    }
  }

  /**
   * All that a row holds.
   *
   * @param numbering for each factor what stands for each level's number
   */
  RowContent content(int row, int[][] numbering) {
    long[] content = new long[numbers.length + levels.length + 3];
    int at = 0;
    content[at++] = Double.doubleToLongBits(responses[row]);
    content[at++] = Double.doubleToLongBits(weight(row));
    content[at++] = Double.doubleToLongBits(offset(row));
    for (double[] column : numbers) {
      content[at++] = Double.doubleToLongBits(column[row]);
    }
    for (int f = 0; f < levels.length; f++) {
      content[at++] = numbering[f][levels[f][row]];
    }
    return new RowContent(content);
  }

  /** The level of a factor in a row, as text. */
  String label(int factor, int row) {
    return dictionaries.label(factor, levels[factor][row]);
  }

  LevelDictionaries dictionaries() {
    return dictionaries;
  }

  private void copy(double[] from, double[] to, int count) {
    System.arraycopy(from, 0, to, rows, count);
  }

  public int size() {
    return rows;
  }

  /** About the memory that the rows take, without the levels' names. */
  public long bytes() {
    long doubles = numbers.length + 1L + (isWeighted ? 1 : 0) + (hasOffset ? 1 : 0);
    return responses.length * (Double.BYTES * doubles + (long) Integer.BYTES * levels.length);
  }

  /** The memory that one row more may need. */
  long growth() {
    return 2L * Double.BYTES * responses.length;
  }

  /** The levels of all factors, sorted. */
  public List<FactorLevels> levels() {
    return dictionaries.levels();
  }

  /** A number in a row, or a column of a spline behind the numbers. */
  public double number(int index, int row) {
    return numbers[index][row];
  }

  /** The response in a row, the offset not taken from it. */
  public double response(int row) {
    return responses[row];
  }

  /** The offset of a row; 0 without. */
  public double offset(int row) {
    return hasOffset ? offsets[row] : 0;
  }

  /** The prior weight of a row; 1 without. */
  public double weight(int row) {
    return isWeighted ? weights[row] : 1;
  }

  /** The positions of a factor's level in all rows. */
  public int[] positions(int factor, FactorLevels sorted) {
    return Arrays.stream(levels[factor], 0, rows).map(sorted::position).toArray();
  }

  private void reserve(int more) {
    int needed = Math.addExact(rows, more);
    if (needed <= responses.length) {
      return;
    }
    int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * rows));
    responses = Arrays.copyOf(responses, capacity);
    if (isWeighted) {
      weights = Arrays.copyOf(weights, capacity);
    }
    if (hasOffset) {
      offsets = Arrays.copyOf(offsets, capacity);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.copyOf(numbers[i], capacity);
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f] = Arrays.copyOf(levels[f], capacity);
    }
  }
}
