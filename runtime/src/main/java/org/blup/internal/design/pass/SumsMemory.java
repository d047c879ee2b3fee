package org.blup.internal.design.pass;

import static org.blup.exception.ModelTooLargeException.size;

import java.util.Optional;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Words for sums that need more memory than there is.
 *
 * @param kept the rows, where residuals covary within subjects
 */
record SumsMemory(ModelStructure structure, Moments moments, Optional<RowStore> kept) {

  private static final String ADVICE = "Give it more (-Xmx), or group by fewer levels";

  private long bytes() {
    return moments.bytes() + kept.map(RowStore::bytes).orElse(0L);
  }

  /**
   * Of sums that cannot grow, in numbers of bytes.
   *
   * @param ofRows those of the rows, where residuals covary
   * @param growth what one row more may need
   */
  static String ofPass(
      ModelStructure structure, String extent, long bytes, long ofRows, long growth, long rows) {
    String rowsKept =
        ofRows == 0
            ? ""
            : ", of which the rows that its residual covariance needs take %s,"
                .formatted(size(ofRows));
    return "%s: the sums over %s have grown to %s%s after %d rows. To grow further they need at least %s at once, and Java has %s of memory in all. %s"
        .formatted(
            structure.name(),
            extent,
            size(bytes),
            rowsKept,
            rows,
            size(bytes + growth),
            ModelTooLargeException.heap(),
            ADVICE);
  }

  /** Of sums that another part cannot be merged into. */
  String ofMerge(SumsMemory part) {
    long keptTogether =
        kept.map(RowStore::bytes).orElse(0L) + part.kept.map(RowStore::bytes).orElse(0L);
    return "%s: merging sums over %s, which take %s, into sums over %s, which take %s, needs up to %s beside them, and Java has %s of memory in all. %s"
        .formatted(
            structure.name(),
            part.moments.extent(),
            size(part.bytes()),
            moments.extent(),
            size(bytes()),
            size(moments.bytesWith(part.moments) + keptTogether),
            ModelTooLargeException.heap(),
            ADVICE);
  }

  /** Of sums that are to be fitted. */
  String ofFit() {
    return "%s: a fit of sums over %s, which take %s, needs more than the %s of memory that Java has. %s"
        .formatted(
            structure.name(),
            moments.extent(),
            size(bytes()),
            ModelTooLargeException.heap(),
            ADVICE);
  }
}
