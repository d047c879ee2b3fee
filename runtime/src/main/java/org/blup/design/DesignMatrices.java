package org.blup.design;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/**
 * A model's matrices as R would build them, for those who want them: n rows each, in the order the
 * rows came. They are the caller's own and not copied again: of the size of the rows.
 *
 * @param x n × P, the fixed effects in R's order and R's coding, no column dropped
 * @param z n × q sparse, the random effects: term by term in the order of the formula, level by
 *     level within a term, effect by effect within a level
 * @param y n × 1, the response as given, offsets not taken away
 * @param xNames R's names of the columns of X
 * @param zNames the names of the columns of Z: {@code days|308}
 */
public record DesignMatrices(
    DMatrixRMaj x, DMatrixSparseCSC z, DMatrixRMaj y, List<String> xNames, List<String> zNames) {

  private static final int NAMED = 5;

  public DesignMatrices {
    xNames = List.copyOf(xNames);
    zNames = List.copyOf(zNames);
  }

  @Override
  public String toString() {
    return "Design matrices of "
        + y.numRows
        + " rows: X with "
        + x.numCols
        + " columns ("
        + named(xNames)
        + "), Z with "
        + z.numCols
        + " ("
        + named(zNames)
        + ")";
  }

  private static String named(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return first + (names.size() > NAMED ? ", and " + (names.size() - NAMED) + " more" : "");
  }
}
