package org.blup.internal.inference.estimability;

import org.blup.internal.design.assembly.ObservedDesign;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Inverses of changes of basis, whose columns may have any units. */
public final class ChangeOfBasis {

  private ChangeOfBasis() {}

  /** The user's kept columns as combinations of those of the equations, one a column: p × p. */
  public static DMatrixRMaj toWorking(ObservedDesign design) {
    int p = design.equations().columns();
    return p == 0 ? new DMatrixRMaj(0, 0) : inverse(new DMatrixRMaj(design.coefficientRows()));
  }

  /** The inverse of a square matrix that has one. */
  public static DMatrixRMaj inverse(DMatrixRMaj map) {
    DMatrixRMaj inverse = new DMatrixRMaj(map.numRows, map.numRows);
    if (!CommonOps_DDRM.invert(map, inverse)) {
      throw new IllegalStateException("a change of basis without an inverse");
    }
    return inverse;
  }
}
