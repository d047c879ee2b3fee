package org.blup.internal.design.moments;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.coding.NumberLevel;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/**
 * A few rows on their way into the moment tables, column by column, and the products of their
 * numbers that all tables draw on.
 */
public final class RowBlock {

  /** Rows a block: columns of 2 KB, of which some sixteen stay in the fastest cache of 32 KB. */
  public static final int CAPACITY = 256;

  private final List<Levels> kinds;

  /** For each factor whether its levels are strings. */
  private final boolean[] isText;

  private final int response;
  private final double[][] variables;
  private final double[][] shifted;
  private final double[] weights = new double[CAPACITY];
  private final double[] ones = new double[CAPACITY];
  private final @Nullable String[][] texts;
  private final long[][] keys;
  private final int[][] levels;
  private final int[] parent;
  private final int[] lastVariable;
  private final double[][] products;
  private int rows;

  /**
   * An empty block.
   *
   * @param numbers the number of variables before the response
   * @param factors what the levels of each factor are
   * @param monomials the products needed, lower degrees first, with all their divisors
   */
  RowBlock(int numbers, List<Levels> factors, List<Monomial> monomials) {
    kinds = factors;
    isText = new boolean[factors.size()];
    for (int f = 0; f < isText.length; f++) {
      isText[f] = factors.get(f).kind() == Levels.Kind.STRINGS;
    }
    response = numbers;
    variables = new double[numbers + 1][CAPACITY];
    shifted = new double[numbers + 1][CAPACITY];
    texts = new String[factors.size()][CAPACITY];
    keys = new long[factors.size()][CAPACITY];
    levels = new int[factors.size()][CAPACITY];
    Arrays.fill(ones, 1);
    int count = monomials.size();
    parent = new int[count];
    lastVariable = new int[count];
    products = new double[count][];
    products[0] = weights;
    for (int m = 1; m < count; m++) {
      parent[m] = monomials.indexOf(monomials.get(m).parent());
      lastVariable[m] = monomials.get(m).last();
      products[m] = new double[CAPACITY];
    }
  }

  public int rows() {
    return rows;
  }

  public boolean isFull() {
    return rows == CAPACITY;
  }

  /** For each factor the numbers of its levels in the rows, after {@link #number}. */
  int[][] levels() {
    return levels;
  }

  /** For each monomial its value times the weight in each row, after {@link #multiply}. */
  double[][] products() {
    return products;
  }

  /** One for each row, which counts them. */
  double[] ones() {
    return ones;
  }

  /** The values of each variable less the shift, after {@link #multiply}. */
  double[][] shifted() {
    return shifted;
  }

  /**
   * Adds a complete row, while the block is not full.
   *
   * @param responseLessOffset the response that is summed
   * @param numbers the variables before the response
   * @param levelTexts for each factor its level, if that is a string
   * @param levelKeys for each factor its level, if that is of another kind
   */
  public void add(
      double weight,
      double responseLessOffset,
      double[] numbers,
      @Nullable String[] levelTexts,
      long[] levelKeys) {
    int at = rows++;
    weights[at] = weight;
    variables[response][at] = responseLessOffset;
    for (int i = 0; i < response; i++) {
      variables[i][at] = numbers[i];
    }
    for (int f = 0; f < levels.length; f++) {
      if (isText[f]) {
        texts[f][at] = levelTexts[f];
      } else {
        keys[f][at] = levelKeys[f];
      }
    }
  }

  /** Numbers the levels of all factors. */
  void number(LevelDictionaries dictionaries) {
    dictionaries.number(texts, keys, rows, levels);
  }

  /**
   * Finds the numbers of the levels of all factors.
   *
   * @return whether all have one
   */
  boolean find(LevelDictionaries dictionaries) {
    return dictionaries.find(texts, keys, rows, levels);
  }

  /** Moves the last rows of another block, or of this one, behind the first ones of this. */
  public void append(RowBlock other, int from, int count) {
    System.arraycopy(other.weights, from, weights, rows, count);
    for (int v = 0; v < variables.length; v++) {
      System.arraycopy(other.variables[v], from, variables[v], rows, count);
    }
    for (int f = 0; f < levels.length; f++) {
      System.arraycopy(other.texts[f], from, texts[f], rows, count);
      System.arraycopy(other.keys[f], from, keys[f], rows, count);
    }
    rows += count;
  }

  /** A sum and the logarithms of all weights. */
  double plusLogWeights(double sum) {
    double total = sum;
    for (int r = 0; r < rows; r++) {
      total += Math.log(weights[r]);
    }
    return total;
  }

  /** Takes the shift from all variables and forms the products. */
  void multiply(double[] shift) {
    for (int v = 0; v < variables.length; v++) {
      double[] values = variables[v];
      double[] difference = shifted[v];
      double origin = shift[v];
      for (int r = 0; r < rows; r++) {
        difference[r] = values[r] - origin;
      }
    }
    for (int m = 1; m < products.length; m++) {
      double[] factor = products[parent[m]];
      double[] values = shifted[lastVariable[m]];
      double[] product = products[m];
      for (int r = 0; r < rows; r++) {
        product[r] = factor[r] * values[r];
      }
    }
  }

  /** Writes the rows. */
  public void write(BinaryOutput out) {
    out.count(rows);
    out.numbers(weights, rows);
    for (double[] values : variables) {
      out.numbers(values, rows);
    }
    for (int f = 0; f < levels.length; f++) {
      for (int r = 0; r < rows; r++) {
        if (kinds.get(f).kind() == Levels.Kind.STRINGS) {
          out.text(Objects.requireNonNull(texts[f][r]));
        } else {
          out.integer(keys[f][r]);
        }
      }
    }
  }

  /** Reads rows into this block, which is empty. */
  public void read(BinaryInput in) {
    rows = in.count(CAPACITY - 1L);
    copy(in, weights);
    for (double[] values : variables) {
      copy(in, values);
    }
    for (int f = 0; f < levels.length; f++) {
      Levels factor = kinds.get(f);
      for (int r = 0; r < rows; r++) {
        if (factor.kind() == Levels.Kind.STRINGS) {
          texts[f][r] = in.text();
        } else {
          keys[f][r] = checked(in, factor, in.integer());
        }
      }
    }
  }

  private void copy(BinaryInput in, double[] to) {
    System.arraycopy(in.numbers(rows), 0, to, 0, rows);
  }

  private static long checked(BinaryInput in, Levels factor, long key) {
    boolean possible =
        switch (factor.kind()) {
          case ENUM, BOOLEANS -> 0 <= key && key < factor.names().size();
          case CHARACTERS -> key == (char) key;
          case NUMBERS -> NumberLevel.isKey(key);
          case INTEGERS, STRINGS -> true;
        };
    if (!possible) {
      throw in.damaged("a level that is " + key);
    }
    return key;
  }

  public void clear() {
    rows = 0;
  }

  /**
   * An origin for each variable near the mean of this block, with so few digits that taking it from
   * the values costs them none: a multiple of a sixteenth of the power of two below their range.
   */
  double[] shift() {
    double[] shift = new double[variables.length];
    for (int v = 0; v < shift.length; v++) {
      shift[v] = originOf(variables[v]);
    }
    return shift;
  }

  private double originOf(double[] values) {
    double low = values[0];
    double high = values[0];
    for (int r = 1; r < rows; r++) {
      low = Math.min(low, values[r]);
      high = Math.max(high, values[r]);
    }
    double range = high - low;
    if (range == 0 || range > Double.MAX_VALUE) {
      return range == 0 ? low : 0;
    }
    double mean = 0;
    for (int r = 0; r < rows; r++) {
      mean += (values[r] - low) / rows;
    }
    double step = Math.max(Math.scalb(1.0, Math.getExponent(range) - 4), Double.MIN_NORMAL);
    return Math.rint((low + mean) / step) * step;
  }
}
