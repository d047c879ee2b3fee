package org.blup.internal.inference.estimability;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * The hypotheses that tables of analysis of variance test for each term of the fixed effects, as
 * rows of factors of the kept coefficients in R's order; with the same rows as lmerTest. Cross
 * products are weighted, as in linear models with weights.
 */
public final class TermHypotheses {

  private final ObservedDesign design;
  private final Marginality marginality;
  private final int p;

  /** For each kept coefficient its term. */
  private final int[] termOf;

  /** A square root of XᵀWX in the user's basis: p × p, RᵀR. */
  private @Nullable DMatrixRMaj root;

  private @Nullable EstimableFunctions estimable;

  /** Prepares the hypotheses of a model. */
  public TermHypotheses(ObservedDesign design) {
    this.design = design;
    marginality = new Marginality(design.structure());
    termOf =
        design.fixedColumns().stream()
            .filter(column -> !column.dropped())
            .mapToInt(FixedColumn::term)
            .toArray();
    p = termOf.length;
  }

  /** The fixed terms but the intercept, by their number among all. */
  public List<Integer> terms() {
    return marginality.terms();
  }

  /** Type I: a term after all before it. The rows of its coefficients in the Doolittle factor. */
  public double[][] typeI(int term) {
    return sequential(IntStream.range(0, p).toArray(), term);
  }

  /** Type II: a term after all that do not contain it. */
  public double[][] typeII(int term) {
    if (isOnly()) {
      return typeI(term);
    }
    List<Integer> containing = marginality.containing(term);
    if (containing.isEmpty()) {
      return own(term);
    }
    int[] order =
        IntStream.concat(
                columns(other -> other != term && !containing.contains(other)),
                IntStream.concat(columns(other -> other == term), columns(containing::contains)))
            .toArray();
    return sequential(order, term);
  }

  /** Type III: a term after all others, as SAS defines it, whatever the coding of factors. */
  public double[][] typeIII(int term) {
    if (isOnly()) {
      return typeI(term);
    }
    if (estimable == null) {
      estimable = new EstimableFunctions(design, marginality);
    }
    return estimable.of(term);
  }

  private boolean isOnly() {
    return p <= 1 || terms().size() <= 1;
  }

  private IntStream columns(IntPredicate ofTerm) {
    return IntStream.range(0, p).filter(column -> ofTerm.test(termOf[column]));
  }

  /** The term's own coefficients. */
  private double[][] own(int term) {
    return columns(other -> other == term)
        .mapToObj(
            column -> {
              double[] row = new double[p];
              row[column] = 1;
              return row;
            })
        .toArray(double[][]::new);
  }

  /**
   * The rows of a term's columns in the unit triangular factor of XᵀWX, its columns in a given
   * order: what they explain beyond the columns before them.
   */
  private double[][] sequential(int[] order, int term) {
    if (p == 0) {
      return new double[0][];
    }
    DMatrixRMaj root = root();
    DMatrixRMaj permuted = new DMatrixRMaj(p, p);
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        permuted.set(i, j, root.get(i, order[j]));
      }
    }
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(p, p);
    qr.decompose(permuted);
    DMatrixRMaj triangle = qr.getR(null, true);
    return IntStream.range(0, p)
        .filter(i -> termOf[order[i]] == term)
        .mapToObj(
            i -> {
              double[] row = new double[p];
              for (int j = i; j < p; j++) {
                row[order[j]] = triangle.get(i, j) / triangle.get(i, i);
              }
              return row;
            })
        .toArray(double[][]::new);
  }

  /**
   * With {@code X_user M = X} and XᵀWX = UᵀU by Cholesky's factorisation in the working basis,
   * where it is well conditioned: {@code U M⁻¹}.
   */
  private DMatrixRMaj root() {
    DMatrixRMaj known = root;
    if (known == null) {
      known = new DMatrixRMaj(p, p);
      CommonOps_DDRM.mult(
          LeastSquares.factor(design.rowwise()), ChangeOfBasis.toWorking(design), known);
      root = known;
    }
    return known;
  }
}
