package org.blup.internal.linalg.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shortcut of the ordering orders as well as the long way. */
class IndependentFirstTest {

  /** Each level of the first factor meets a few random levels of the second. */
  private static BlockPattern crossed(int first, int second, int meetings) {
    int[] sizes = new int[first + second];
    Arrays.fill(sizes, 1);
    return BlockPattern.of(
        sizes,
        1,
        pairs -> {
          Random random = new Random(3);
          for (int i = 0; i < first; i++) {
            random
                .ints(0, second)
                .distinct()
                .limit(1 + random.nextInt(meetings))
                .forEach(pairFrom(i, first, pairs));
          }
        });
  }

  private static java.util.function.IntConsumer pairFrom(
      int i, int first, BlockPattern.PairConsumer pairs) {
    return j -> pairs.accept(i, first + j);
  }

  @Test
  void everyNodeIsOrderedOnce() {
    int[] order = IndependentFirst.order(crossed(400, 90, 30));
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 490).toArray());
  }

  @Test
  void fillIsThatOfMinimumDegree() {
    for (int meetings : new int[] {5, 10, 20, 40}) {
      BlockPattern pattern = crossed(500, 100, meetings);
      int fill = fill(pattern, IndependentFirst.order(pattern));
      int least = fill(pattern, MinimumDegree.order(pattern));
      assertThat((double) fill).isLessThan(1.05 * least);
    }
  }

  @Test
  void filledPatternsOfSeveralSizesAreOrderedByTheUnknownsTheyMeet() {
    // a star: its centre is large, each of the others meets the centre alone
    int[] sizes = {3, 1, 2, 1, 2};
    long[][] meets = {{0b11110}, {1}, {1}, {1}, {1}};
    assertThat(FilledMinimumDegree.order(sizes, meets)).containsExactly(3, 1, 4, 2, 0);
  }

  /** One rater has seen all subjects, one subject was seen by all raters, the others pair up. */
  @Test
  void nodesThatMeetNearlyAllOthersComeLast() {
    for (int raters : new int[] {1500, 3000, 20_000}) {
      int[] sizes = new int[2 * raters];
      Arrays.fill(sizes, 1);
      BlockPattern pattern =
          BlockPattern.of(
              sizes,
              1,
              pairs -> {
                pairs.accept(0, raters);
                for (int i = 1; i < raters; i++) {
                  pairs.accept(i, raters);
                  pairs.accept(0, raters + i);
                  pairs.accept(i, raters + i);
                }
              });
      int[] order = IndependentFirst.order(pattern);
      assertThat(Arrays.copyOfRange(order, 2 * raters - 3, 2 * raters)).contains(0, raters);
      // each pair meets itself and both of these, which meet each other
      assertThat(fill(pattern, order)).isLessThanOrEqualTo(5 * raters);
    }
  }

  /** How many blocks of the factor stand below the diagonal, by elimination in the graph itself. */
  private static int fill(BlockPattern pattern, int[] order) {
    List<Set<Integer>> meets = new ArrayList<>();
    for (int node = 0; node < order.length; node++) {
      Set<Integer> neighbours = new HashSet<>();
      for (int e = 0; e < pattern.degree(node); e++) {
        neighbours.add(pattern.neighbour(pattern.firstNeighbour(node) + e));
      }
      meets.add(neighbours);
    }
    int fill = 0;
    for (int pivot : order) {
      Set<Integer> left = meets.get(pivot);
      fill += left.size();
      for (int node : left) {
        Set<Integer> own = meets.get(node);
        own.addAll(left);
        own.remove(node);
        own.remove(pivot);
      }
    }
    return fill;
  }
}
