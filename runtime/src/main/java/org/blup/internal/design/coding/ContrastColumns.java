package org.blup.internal.design.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The columns of a contrast for a given number of levels, as R's {@code contr.treatment}, {@code
 * contr.sum}, {@code contr.helmert} and {@code contr.poly} make them. Columns and levels count from
 * 0; there is one column less than there are levels.
 */
public abstract class ContrastColumns {

  private final int levels;

  ContrastColumns(int levels) {
    this.levels = levels;
  }

  /**
   * The columns of a factor's contrast.
   *
   * @throws UnknownLevelException if the reference level is none of the labels
   */
  static ContrastColumns of(String model, Contrast contrast, String factor, List<String> labels) {
    int levels = labels.size();
    return switch (contrast.kind()) {
      case TREATMENT -> new Treatment(labels, referenceOf(model, contrast, factor, labels));
      case SUM -> new Sum(levels);
      case HELMERT -> new Helmert(levels);
      case POLYNOMIAL -> new Polynomials(levels);
      case MATRIX -> matrix(model, contrast, factor, labels);
    };
  }

  final int levels() {
    return levels;
  }

  final int columns() {
    return Math.max(0, levels - 1);
  }

  public abstract double value(int level, int column);

  /** What R appends to the factor's name. */
  String name(int column) {
    return Integer.toString(column + 1);
  }

  /** Writes the columns of a level that are not zero. */
  void write(int level, SparseRow into) {
    for (int column = 0; column < columns(); column++) {
      double value = value(level, column);
      if (value != 0) {
        into.add(column, value);
      }
    }
  }

  /**
   * The dummy of each level as a combination of the constant and the columns: for each level first
   * the coefficient of the constant, then those of the columns. With the columns C they are the
   * columns of the inverse of [1 C].
   */
  public double[][] dummies() {
    DMatrixRMaj matrix = new DMatrixRMaj(levels, levels);
    for (int level = 0; level < levels; level++) {
      matrix.set(level, 0, 1);
      for (int column = 0; column < columns(); column++) {
        matrix.set(level, column + 1, value(level, column));
      }
    }
    if (!CommonOps_DDRM.invert(matrix)) {
      throw new IllegalStateException("the columns of a contrast and the constant are dependent");
    }
    double[][] dummies = new double[levels][levels];
    for (int level = 0; level < levels; level++) {
      for (int part = 0; part < levels; part++) {
        dummies[level][part] = matrix.get(part, level);
      }
    }
    return dummies;
  }

  private static ContrastColumns matrix(
      String model, Contrast contrast, String factor, List<String> labels) {
    if (labels.size() != contrast.matrixLevels()) {
      throw new UnidentifiableModelException(
          model
              + ": "
              + factor
              + " has contrasts of "
              + contrast.matrixLevels()
              + " levels, but the rows have "
              + labels.size()
              + ": "
              + UnknownLevelException.listing(labels)
              + ". Give the matrix a row for each");
    }
    return new Matrix(labels.size(), contrast);
  }

  private static int referenceOf(
      String model, Contrast contrast, String factor, List<String> labels) {
    String reference = contrast.reference();
    int index = reference == null ? 0 : labels.indexOf(reference);
    if (reference != null && index < 0) {
      throw UnknownLevelException.reference(model, factor, reference, labels);
    }
    return index;
  }

  private static final class Treatment extends ContrastColumns {

    private final List<String> labels;
    private final int reference;

    Treatment(List<String> labels, int reference) {
      super(labels.size());
      this.labels = labels;
      this.reference = reference;
    }

    @Override
    public double value(int level, int column) {
      return level == levelOf(column) ? 1 : 0;
    }

    @Override
    String name(int column) {
      return labels.get(levelOf(column));
    }

    @Override
    void write(int level, SparseRow into) {
      if (level != reference) {
        into.add(level < reference ? level : level - 1, 1);
      }
    }

    /** The reference is the constant less all columns; every other level is its own column. */
    @Override
    public double[][] dummies() {
      double[][] dummies = new double[levels()][levels()];
      Arrays.fill(dummies[reference], -1);
      dummies[reference][0] = 1;
      for (int column = 0; column < columns(); column++) {
        dummies[levelOf(column)][column + 1] = 1;
      }
      return dummies;
    }

    private int levelOf(int column) {
      return column < reference ? column : column + 1;
    }
  }

  private static final class Sum extends ContrastColumns {

    Sum(int levels) {
      super(levels);
    }

    @Override
    public double value(int level, int column) {
      return level == columns() ? -1 : level == column ? 1 : 0;
    }
  }

  private static final class Helmert extends ContrastColumns {

    Helmert(int levels) {
      super(levels);
    }

    @Override
    public double value(int level, int column) {
      return level <= column ? -1 : level == column + 1 ? level : 0;
    }
  }

  private static final class Matrix extends ContrastColumns {

    private final Contrast contrast;

    Matrix(int levels, Contrast contrast) {
      super(levels);
      this.contrast = contrast;
    }

    @Override
    public double value(int level, int column) {
      return contrast.matrix(level, column);
    }
  }

  /** Orthonormal polynomials on equally spaced points, leading coefficients positive. */
  private static final class Polynomials extends ContrastColumns {

    private static final List<String> NAMES = List.of(".L", ".Q", ".C");

    private final List<double[]> values = new ArrayList<>();

    Polynomials(int levels) {
      super(levels);
      double[] previous = new double[levels];
      Arrays.fill(previous, 1 / Math.sqrt(levels));
      List<double[]> basis = new ArrayList<>(List.of(previous));
      for (int degree = 1; degree < levels; degree++) {
        double[] next = new double[levels];
        for (int level = 0; level < levels; level++) {
          next[level] = previous[level] * (level - (levels - 1) / 2.0);
        }
        orthonormalise(next, basis);
        mirror(next, degree % 2 == 0 ? 1 : -1);
        basis.add(next);
        values.add(next);
        previous = next;
      }
    }

    @Override
    public double value(int level, int column) {
      return values.get(column)[level];
    }

    @Override
    String name(int column) {
      return column < NAMES.size() ? NAMES.get(column) : "^" + (column + 1);
    }

    /** Gram–Schmidt, twice, which is enough (Giraud, Langou & Rozložník 2005). */
    private static void orthonormalise(double[] vector, List<double[]> basis) {
      for (int pass = 0; pass < 2; pass++) {
        for (double[] other : basis) {
          double product = Quadratic.dot(vector, other);
          for (int i = 0; i < vector.length; i++) {
            vector[i] -= product * other[i];
          }
        }
      }
      double norm = Math.sqrt(Quadratic.dot(vector, vector));
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= norm;
      }
    }

    /** Makes a polynomial as even or odd about the middle as it is, so that zeros are zeros. */
    private static void mirror(double[] values, int sign) {
      for (int low = 0, high = values.length - 1; low <= high; low++, high--) {
        double mean = (values[low] + sign * values[high]) / 2;
        values[low] = mean;
        values[high] = sign * mean;
      }
    }
  }
}
