package org.blup.internal.design.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.StorageException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * Which combinations of the user's coefficients the data determine: those that are 0 for every null
 * vector of X. Immutable.
 */
public final class EstimableCombinations {

  /** All combinations: no column was dropped. */
  public static final EstimableCombinations ALL =
      new EstimableCombinations(new int[0][], new double[0][], List.of());

  /** Relative rounding of a number, and of what users make of it. */
  private static final double ROUNDING = 1e-10;

  /** The distance from 1 to the next double, 2⁻⁵². */
  private static final double UNIT = Math.ulp(1.0);

  /**
   * A null vector in terms of the shifted columns.
   *
   * @param coefficients of these
   * @param errors what rounding may have changed in the coefficients
   */
  record NullVector(double[] coefficients, double[] errors) {}

  /** For each shifted column the user's columns that it is made of. */
  private final int[][] parts;

  /** The coefficients of these. */
  private final double[][] factors;

  private final List<NullVector> vectors;

  private EstimableCombinations(int[][] parts, double[][] factors, List<NullVector> vectors) {
    this.parts = parts;
    this.factors = factors;
    this.vectors = List.copyOf(vectors);
  }

  /**
   * Those that null vectors leave.
   *
   * @param basis the shifted columns in terms of the user's, column by column
   */
  static EstimableCombinations of(double[][] basis, List<NullVector> vectors) {
    if (vectors.isEmpty()) {
      return ALL;
    }
    int[][] parts = new int[basis.length][];
    double[][] factors = new double[basis.length][];
    for (int j = 0; j < parts.length; j++) {
      double[] column = basis[j];
      parts[j] = IntStream.range(0, column.length).filter(i -> column[i] != 0).toArray();
      factors[j] = IntStream.of(parts[j]).mapToDouble(i -> column[i]).toArray();
    }
    return new EstimableCombinations(parts, factors, vectors);
  }

  /** Whether the data determine every combination. */
  public boolean isAll() {
    return vectors.isEmpty();
  }

  /**
   * Whether the data determine a combination: whether it is 0 for every null vector, as far as
   * rounding lets that be seen.
   *
   * @param combination a number for each of the user's columns, dropped ones among them
   */
  public boolean contains(double[] combination) {
    if (isAll()) {
      return true;
    }
    double[] weights = new double[parts.length];
    double[] errors = new double[parts.length];
    for (int j = 0; j < weights.length; j++) {
      for (int a = 0; a < parts[j].length; a++) {
        double weight = factors[j][a] * combination[parts[j][a]];
        weights[j] += weight;
        errors[j] += UNIT * Math.abs(weight);
      }
    }
    return vectors.stream().allMatch(vector -> isZero(vector, weights, errors));
  }

  private static boolean isZero(NullVector vector, double[] weights, double[] errors) {
    double sum = 0;
    double doubt = 0;
    for (int j = 0; j < weights.length; j++) {
      double value = vector.coefficients[j];
      sum += weights[j] * value;
      doubt += Math.abs(weights[j]) * (vector.errors[j] + ROUNDING * Math.abs(value));
      doubt += errors[j] * (vector.errors[j] + Math.abs(value));
    }
    return Math.abs(sum) <= doubt;
  }

  /** Writes them, to the last bit. */
  public void write(BinaryOutput out) {
    out.count(vectors.size());
    for (int j = 0; j < parts.length; j++) {
      out.count(parts[j].length);
      out.counts(parts[j], parts[j].length);
      out.numbers(factors[j], factors[j].length);
    }
    for (NullVector vector : vectors) {
      out.numbers(vector.coefficients, parts.length);
      out.numbers(vector.errors, parts.length);
    }
  }

  /**
   * Reads what was written.
   *
   * @param columns how many the user has
   * @throws StorageException if it is damaged
   */
  public static EstimableCombinations read(BinaryInput in, int columns) {
    int count = in.count(columns);
    if (count == 0) {
      return ALL;
    }
    int[][] parts = new int[columns][];
    double[][] factors = new double[columns][];
    for (int j = 0; j < columns; j++) {
      int size = in.count(columns);
      parts[j] = in.counts(size, columns - 1);
      factors[j] = in.numbers(size);
    }
    List<NullVector> vectors = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      vectors.add(new NullVector(in.numbers(columns), in.numbers(columns)));
    }
    return new EstimableCombinations(parts, factors, vectors);
  }
}
