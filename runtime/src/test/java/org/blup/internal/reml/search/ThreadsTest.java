package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.Threads;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** A whole estimation has the same bits on any number of threads and at each repetition. */
class ThreadsTest {

  @Test
  void crossedSlopesHaveTheSameBits() {
    assertSameBits(slopes(12_000, 1_500, 160, 25));
  }

  @Test
  void manyLevelsOfOneFactorHaveTheSameBits() {
    assertSameBits(slopes(60_000, 20_000));
  }

  private static void assertSameBits(NormalEquations equations) {
    for (boolean reml : new boolean[] {true, false}) {
      List<double[]> alone = Threads.of(1, () -> everything(equations, reml));
      for (int threads : new int[] {2, 2, 16, 3, 1}) {
        List<double[]> again = Threads.of(threads, () -> everything(equations, reml));
        assertThat(again).usingElementComparator(ThreadsTest::compareBits).isEqualTo(alone);
      }
    }
  }

  private static int compareBits(double[] a, double[] b) {
    return java.util.Arrays.compare(a, b);
  }

  private static List<double[]> everything(NormalEquations equations, boolean reml) {
    List<double[]> path = new ArrayList<>();
    Solution solution =
        Reml.solve(
            equations,
            reml,
            (theta, value) -> {
              path.add(theta);
              path.add(new double[] {value});
            });
    path.add(solution.theta());
    path.add(solution.beta());
    path.add(solution.betaCovariance());
    path.add(new double[] {solution.criterion(), solution.sigma(), solution.predictedGain()});
    for (int g = 0; g < equations.groups().size(); g++) {
      path.add(solution.modes(g));
      path.add(solution.conditionalCovariance(g, 0));
      path.add(solution.conditionalCovariance(g, equations.groups().get(g).levels() - 1));
    }
    return path;
  }

  /** {@code y ~ x + (x | g) + (x | h) + …}, factors crossed at random. */
  private static NormalEquations slopes(int n, int... levels) {
    Random random = new Random(20_261_122);
    double[] x = random.doubles(n, -1, 1).toArray();
    double[] y = new double[n];
    int[][] level = new int[levels.length][n];
    for (int f = 0; f < levels.length; f++) {
      double[] effect = random.doubles(levels[f], -2, 2).toArray();
      for (int i = 0; i < n; i++) {
        level[f][i] = i < levels[f] ? i : random.nextInt(levels[f]);
        y[i] += effect[level[f][i]] * (1 + 0.5 * x[i]);
      }
    }
    for (int i = 0; i < n; i++) {
      y[i] += 3 + 2 * x[i] + random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    for (int[] ofRow : level) {
      rows.term(rows.group(ofRow), true, Rows.constant(n), x);
    }
    return rows.equations();
  }
}
