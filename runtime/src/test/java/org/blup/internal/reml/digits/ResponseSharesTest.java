package org.blup.internal.reml.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.Rows;
import org.junit.jupiter.api.Test;

/** What explains most of a response, wherever the levels are. */
class ResponseSharesTest {

  private static final int LEVELS = 7;

  @Test
  void theTermThatMostIsExplainedByIsNamedWhereverLevelsAre() {
    int n = 10 * LEVELS;
    Random random = new Random(1);
    int[] level = new int[n];
    Arrays.setAll(level, i -> i % LEVELS);
    double[] small = random.doubles(n, -1, 1).toArray();
    double[] large = random.doubles(n, -1, 1).toArray();
    double[] y = new double[n];
    Arrays.setAll(y, i -> 0.01 * small[i] + (1 + level[i]) * large[i]);
    Rows rows = Rows.of(y, Rows.constant(n));
    int group = rows.group(level);
    rows.term(group, CovarianceStructure.UNSTRUCTURED, Rows.constant(n), small);
    rows.term(group, CovarianceStructure.UNSTRUCTURED, large);
    NormalEquations equations = rows.equations();
    assertThat(new ResponseShares(equations).mostByTerms()).isEqualTo(1);

    AtomicInteger jobs = new AtomicInteger();
    NormalEquations elsewhere = equations.withDistant(inTwoParts(equations, jobs));
    assertThat(new ResponseShares(elsewhere).mostByTerms()).isEqualTo(1);
    assertThat(jobs).hasValue(1);
  }

  private static DistantLevels inTwoParts(NormalEquations all, AtomicInteger jobs) {
    return new DistantLevels() {
      @Override
      public int count(int group) {
        return LEVELS;
      }

      @Override
      public List<double[]> ofParts(LevelFunction function) {
        jobs.incrementAndGet();
        return List.of(function.of(part(all, 0, 3)), function.of(part(all, 3, LEVELS)));
      }
    };
  }

  private static DistantPart part(NormalEquations all, int from, int to) {
    LevelBlocks levels = all.levels(0);
    int square = levels.size() * levels.size();
    int rows = levels.size() * levels.width();
    EquationPattern pattern =
        new EquationPattern(
            all.columns(),
            List.of(new Group(to - from, levels.size())),
            all.pattern().terms(),
            List.of());
    return new NormalEquations(
            pattern,
            all.residuals(),
            all.border(),
            List.of(Arrays.copyOfRange(levels.border(), from * rows, to * rows)),
            List.of(Arrays.copyOfRange(levels.blocks(), from * square, to * square)),
            List.of())
        .part();
  }
}
