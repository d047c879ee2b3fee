package org.blup.internal.inference.estimability;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The coefficients of a model that holds some columns of another, all of them combinations of an
 * orthonormal basis: with C the kept columns, B the basis and G the cross-products, {@code C a = B
 * γ} gives {@code a = (BᵀGC)⁻¹ γ}. A column that depends on those before it is not kept.
 */
public final class RemainingCoefficients {

  private final int[] kept;
  private final double[][] dependent;
  private final DMatrixRMaj inverse;
  private final double[] origin;

  /**
   * Finds them.
   *
   * @param span of the model's columns
   * @param columns these in their order, as combinations of the other's
   * @param isKept which of them are no combinations of those before
   * @param shift what was taken from the response, as a combination of the other's kept columns
   */
  public RemainingCoefficients(
      FixedSpan span, List<double[]> columns, boolean[] isKept, double[] shift) {
    double[][] basis = span.basis();
    double[] gram = span.gram();
    List<double[]> coordinates = columns.stream().map(span::coordinates).toList();
    kept = IntStream.range(0, isKept.length).filter(c -> isKept[c]).toArray();
    double[][] weighted = new double[basis.length][];
    for (int b = 0; b < basis.length; b++) {
      weighted[b] = Quadratic.times(gram, basis[b]);
    }
    DMatrixRMaj projected = new DMatrixRMaj(basis.length, basis.length);
    for (int k = 0; k < kept.length; k++) {
      double[] projection = projection(weighted, coordinates.get(kept[k]));
      for (int b = 0; b < basis.length; b++) {
        projected.set(b, k, projection[b]);
      }
    }
    inverse = new DMatrixRMaj(basis.length, basis.length);
    if (basis.length > 0 && !CommonOps_DDRM.invert(projected, inverse)) {
      throw new IllegalStateException("independent columns without an inverse");
    }
    dependent =
        IntStream.range(0, isKept.length)
            .filter(c -> !isKept[c])
            .mapToObj(c -> times(projection(weighted, coordinates.get(c))))
            .toArray(double[][]::new);
    origin = times(projection(weighted, span.working(shift)));
  }

  private static double[] projection(double[][] weighted, double[] column) {
    double[] projection = new double[weighted.length];
    for (int b = 0; b < projection.length; b++) {
      projection[b] = Quadratic.dot(weighted[b], column);
    }
    return projection;
  }

  private double[] times(double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int b = 0; b < x.length; b++) {
        product[i] += inverse.get(i, b) * x[b];
      }
    }
    return product;
  }

  /** Which columns are kept, ascending. */
  public int[] kept() {
    return kept.clone();
  }

  /** The kept coefficients as combinations of those of the basis, column by column. */
  public double[][] toKept() {
    double[][] columns = new double[kept.length][kept.length];
    for (int i = 0; i < kept.length; i++) {
      for (int b = 0; b < kept.length; b++) {
        columns[b][i] = inverse.get(i, b);
      }
    }
    return columns;
  }

  /** The kept coefficients where those of the basis are 0. */
  public double[] origin() {
    return origin.clone();
  }

  /** For each column that is not kept its combination of the kept. */
  public double[][] dependent() {
    return dependent.clone();
  }
}
