package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.blup.SmallHeap;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In whatever heap, parts are merged, or it is said what is too large: in processes of their own.
 */
class SmallHeapMergeTest {

  private static final int LEVELS = 120_000;

  /** Megabytes of heap. */
  private static final int[] HEAPS = {12, 20, 33, 55, 92};

  /** How the levels of the second part lie to those of the first. */
  enum Case {
    OTHERS,
    SAME,
    MANY_PARTS
  }

  /** Merges; the process that is started. */
  public static void main(String[] arguments) {
    try {
      System.out.println("merged " + merged(Case.valueOf(arguments[0])).rows());
    } catch (ModelTooLargeException e) {
      System.out.println("refused " + e.getMessage());
    } catch (BlupException | OutOfMemoryError e) {
      System.out.println("failed " + e);
    }
  }

  private static RowAccumulator<Integer> merged(Case each) {
    return switch (each) {
      case OTHERS -> part(0, LEVELS).merge(part(LEVELS, 2 * LEVELS));
      case SAME -> part(0, LEVELS).merge(part(0, LEVELS));
      case MANY_PARTS -> {
        RowAccumulator<Integer> sums = part(0, LEVELS / 40);
        for (int i = 1; i < 40; i++) {
          sums.merge(part(i * LEVELS / 40, (i + 1) * LEVELS / 40));
        }
        yield sums;
      }
    };
  }

  private static RowAccumulator<Integer> part(int from, int to) {
    RowAccumulator<Integer> sums =
        new RowAccumulator<>(
            ModelStructure.of("Made", "y ~ 1 + (1 | g)")
                .response("y")
                .factor("g", Levels.integers())
                .fixed(EffectTerm.intercept())
                .random(RandomTerm.by("g").of(EffectTerm.intercept()))
                .build(),
            (row, out) -> {
              out.response(Math.sin(row));
              out.level(0, row);
            });
    for (int level = from; level < to; level++) {
      sums.add(level);
    }
    return sums;
  }

  @ParameterizedTest
  @EnumSource
  void everyHeapHoldsThePartsOrIsSaidToBeTooSmall(Case merged) throws Exception {
    List<String> ends = new ArrayList<>();
    for (int heap : HEAPS) {
      ends.add(SmallHeap.printed(SmallHeapMergeTest.class, heap, merged));
    }
    assertThat(ends).allMatch(end -> end.startsWith("merged") || end.startsWith("refused"));
    assertThat(ends.get(ends.size() - 1)).startsWith("merged");
    int first = (int) ends.stream().takeWhile(end -> end.startsWith("refused")).count();
    assertThat(ends.subList(first, ends.size())).allMatch(end -> end.equals(ends.get(first)));
    assertThat(ends.subList(0, first))
        .allMatch(end -> end.contains("levels of g") && end.matches(".* need.* [0-9.]+ MB .*"));
  }
}
