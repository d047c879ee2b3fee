package org.blup.internal.design.assembly;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.pass.RowIntake;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.DataChecks;
import org.blup.internal.design.structure.ModelStructure;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/**
 * A model's matrices as R would build them, for those who want them: n rows each.
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

  /**
   * Builds the matrices in one pass over the rows; of each row only its numbers and levels are kept
   * until the levels are known.
   *
   * @param omitMissing leave rows with a missing value out, or fail on them
   * @throws BlupException if there are no rows, a value is missing or invalid, or a matrix would
   *     have more elements than an array can
   */
  public static <R> DesignMatrices of(
      ModelStructure structure,
      RowReader<R> reader,
      Iterable<? extends R> rows,
      boolean omitMissing) {
    RowIntake<R> intake = new RowIntake<>(structure, reader);
    RowStore kept = new RowStore(structure);
    for (R row : rows) {
      if (intake.read(row)) {
        kept.add(intake.design());
      }
    }
    if (!omitMissing) {
      intake.failOnMissing();
    }
    DataChecks checks = new DataChecks(structure, intake.rows(), intake.omitted());
    checks.anyRows();
    MatrixColumns columns = new MatrixColumns(structure, kept, checks);
    return new DesignMatrices(
        columns.fixedMatrix(),
        columns.randomMatrix(),
        columns.response(),
        columns.fixedNames(),
        columns.randomNames());
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
