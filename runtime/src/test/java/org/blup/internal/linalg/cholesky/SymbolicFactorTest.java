package org.blup.internal.linalg.cholesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.junit.jupiter.api.Test;

/** What orderings must not fill. */
class SymbolicFactorTest {

  private static int[] ones(int n) {
    int[] sizes = new int[n];
    Arrays.fill(sizes, 1);
    return sizes;
  }

  /** The numbers in the panels if nothing is filled: blocks, pairs, borders. */
  private static int unfilled(int nodes, int pairs, int border) {
    return nodes + pairs + nodes * border + border * border;
  }

  @Test
  void oneFactorIsBlocksAndBorder() {
    SymbolicFactor symbolic = SymbolicFactor.of(BlockPattern.of(ones(1000), 3, pairs -> {}));
    assertThat(symbolic.length()).isEqualTo(unfilled(1000, 0, 3));
  }

  @Test
  void nestedFactorsFillNothing() {
    int outer = 20;
    int inner = 15;
    SymbolicFactor symbolic =
        SymbolicFactor.of(
            BlockPattern.of(
                ones(outer + outer * inner),
                2,
                pairs -> {
                  for (int j = 0; j < outer * inner; j++) {
                    pairs.accept(outer + j, j / inner);
                  }
                }));
    // a few children share their parent's panel, with some zeros
    int shared = 8 * outer;
    assertThat(symbolic.length())
        .isLessThanOrEqualTo(unfilled(outer + outer * inner, outer * inner, 2) + shared);
  }

  @Test
  void crossedFactorsFillTheSmallerOne() {
    int first = 300;
    int second = 10;
    SymbolicFactor symbolic =
        SymbolicFactor.of(
            BlockPattern.of(
                ones(first + second),
                1,
                pairs -> {
                  for (int i = 0; i < first; i++) {
                    for (int j = 0; j < second; j++) {
                      pairs.accept(first + j, i);
                    }
                  }
                }));
    int atMost = unfilled(first + second, first * second, 1) + second * second + second;
    // panels of a few columns that share their rows hold some zeros
    assertThat(symbolic.length()).isLessThanOrEqualTo(atMost + atMost / 10);
  }

  @Test
  void separateComponentsStaySeparate() {
    int components = 50;
    SymbolicFactor symbolic =
        SymbolicFactor.of(
            BlockPattern.of(
                ones(4 * components),
                1,
                pairs -> {
                  for (int c = 0; c < components; c++) {
                    for (int i = 0; i < 2; i++) {
                      for (int j = 2; j < 4; j++) {
                        pairs.accept(4 * c + i, 4 * c + j);
                      }
                    }
                  }
                }));
    // a 4 × 4 triangle at most in each component, stored as squares
    assertThat(symbolic.length()).isLessThanOrEqualTo(components * (16 + 4) + 1);
  }
}
