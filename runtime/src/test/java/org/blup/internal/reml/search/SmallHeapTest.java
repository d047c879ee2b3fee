package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.SmallHeap;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In whatever heap, a model is fitted or refused by name: each in a process of its own. */
class SmallHeapTest {

  /** Megabytes of heap, each 1.75 times the one before. */
  private static final int[] HEAPS = {16, 28, 49, 86, 150};

  /** Models that need less than 16 MB to more than 49 MB. */
  enum Case {
    GROUPS(200_000, 100_000, 1, false),
    CROSSED(30_000, 2500, 2000, false),
    NESTED(60_000, 3000, 10, true),
    FIXED_LEVELS(20_000, 400, 600, false);

    private final int rows;
    private final int first;
    private final int second;
    private final boolean nested;

    Case(int rows, int first, int second, boolean nested) {
      this.rows = rows;
      this.first = first;
      this.second = second;
      this.nested = nested;
    }

    private ModelStructure structure() {
      StructureBuilder builder =
          ModelStructure.of("Made", name())
              .response("y")
              .factor("g", Levels.integers())
              .factor("h", Levels.integers())
              .fixed(EffectTerm.intercept())
              .random(RandomTerm.by("g").of(EffectTerm.intercept()));
      if (this == FIXED_LEVELS) {
        builder.fixed(EffectTerm.of("h"));
      } else if (nested) {
        builder.random(RandomTerm.by("g", "h").of(EffectTerm.intercept()));
      } else if (second > 1) {
        builder.random(RandomTerm.by("h").of(EffectTerm.intercept()));
      }
      return builder.build();
    }

    private double fit() {
      RowAccumulator<int[]> sums =
          new RowAccumulator<>(
              structure(),
              (row, out) -> {
                out.response(new Random(row[2]).nextGaussian());
                out.level(0, row[0]);
                out.level(1, row[1]);
              });
      Random random = new Random(1);
      for (int i = 0; i < rows; i++) {
        sums.add(new int[] {random.nextInt(first), random.nextInt(second), i});
      }
      return Reml.solve(DesignAssembly.observe(sums, false).equations(), true, (theta, value) -> {})
          .criterion();
    }
  }

  /** Fits one case; the process that is started. */
  public static void main(String[] arguments) {
    try {
      System.out.println("fitted " + Case.valueOf(arguments[0]).fit());
    } catch (ModelTooLargeException e) {
      System.out.println("refused " + e.getMessage());
    } catch (BlupException | OutOfMemoryError e) {
      System.out.println("failed " + e);
    }
  }

  @Test
  void manyFixedLevelsAreRefusedBeforeTheirMatricesAreMade() throws Exception {
    // four matrices of 600 times 600 numbers of 8 bytes
    assertThat(SmallHeap.printed(SmallHeapTest.class, 12, Case.FIXED_LEVELS))
        .startsWith("refused")
        .contains("600 columns of fixed effects need 11.0 MB of memory and more");
  }

  @ParameterizedTest
  @EnumSource
  void everyHeapHoldsTheFitOrIsSaidToBeTooSmall(Case fitted) throws Exception {
    List<String> ends = new ArrayList<>();
    for (int heap : HEAPS) {
      ends.add(SmallHeap.printed(SmallHeapTest.class, heap, fitted));
    }
    assertThat(ends).allMatch(end -> end.startsWith("fitted") || end.startsWith("refused"));
    assertThat(ends.get(ends.size() - 1)).startsWith("fitted");
    // once it fits, it is not refused with more memory
    int first = (int) ends.stream().takeWhile(end -> end.startsWith("refused")).count();
    assertThat(ends.subList(first, ends.size())).allMatch(end -> end.equals(ends.get(first)));
    assertThat(ends.subList(0, first)).allMatch(end -> end.contains("MB"));
  }
}
