package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging needs little more memory than the sums that are merged and their result. */
class MergeMemoryTest {

  private static final int LEVELS = 200_000;
  private static final int PARTS = 4;

  /**
   * Megabytes: after a full collection a part takes 22, what several have been merged into 40, and
   * the youngest objects have 4 in a process with {@code -Xmn4m}.
   */
  private static final int HEAP = 74;

  @MixedModel("y ~ x + (x | g)")
  record Row(double y, double x, String g) {}

  @Test
  void aPartAndTheResultAreAlmostAllThatIsHeld(@TempDir Path folder) throws Exception {
    Path part = folder.resolve("part.sums");
    CrossProducts<Row> sums = MergeMemoryTest_RowModel.crossProducts();
    for (int i = 0; i < 2 * LEVELS; i++) {
      sums.add(new Row(i % 97, i % 2, "s" + i / 2));
    }
    sums.writeTo(part);

    assertThat(SmallHeapProcess.printed(MergeMemoryTest.class, HEAP, "-Xmn4m", part.toString()))
        .isEqualTo("merged " + PARTS * sums.rows() + " rows");
  }

  /** Merges a file several times; the process that is started. */
  public static void main(String[] arguments) {
    CrossProducts<Row> sums = MergeMemoryTest_RowModel.crossProducts();
    for (int i = 0; i < PARTS; i++) {
      sums.merge(MergeMemoryTest_RowModel.model().readCrossProducts(Path.of(arguments[0])));
    }
    System.out.println("merged " + sums.rows() + " rows");
  }
}
