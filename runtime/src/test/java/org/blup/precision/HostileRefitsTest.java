package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.postfit.ResponseDistribution;
import org.blup.internal.reml.search.Refitter;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.Response;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Refits of made-up designs beside fits of the same responses from scratch. */
class HostileRefitsTest {

  private static final int DESIGNS = 30;
  private static final int RESPONSES = 4;

  /** A tenth of what is told of a criterion. */
  private static final double LOWER = 1e-4;

  /**
   * A fit from scratch takes 24 times the evaluations of a single search, and finds a lower minimum
   * of nine responses in 230 of designs 0 to 59, by up to 4.7. A second search leaves five, for
   * less than twice the evaluations: of those here two, which are lower by 0.12 and 0.023.
   */
  @Test
  void refitsEndWhereFitsDo() {
    TreeSet<String> higher = new TreeSet<>();
    for (long seed = 0; seed < DESIGNS; seed++) {
      HostileDesign rows = HostileDesign.of(seed);
      NormalEquations equations;
      Solution solution;
      try {
        equations = rows.observe().equations();
        solution = solve(equations, rows);
      } catch (UnidentifiableModelException e) {
        continue;
      }
      ResponseDistribution.Workspace draws =
          new ResponseDistribution(equations, solution, false).new Workspace();
      Refitter refitter = new Refitter(equations, rows.reml, solution);
      for (int i = 0; i < RESPONSES; i++) {
        String name = seed + "/" + i;
        assertThat(refitter.refit(draws.draw(new SplittableRandom(1000 * seed + i))))
            .as(name)
            .isTrue();
        double fitted = solve(refitter.equations(), rows).criterion();
        assertThat(refitter.criterion()).as(name).isGreaterThan(fitted - LOWER);
        if (refitter.criterion() > fitted + LOWER) {
          higher.add(name);
        }
      }
    }
    assertThat(higher).isSubsetOf("12/0", "21/2");
  }

  /**
   * A minimum without digits is no replicate, from wherever the search starts: of these responses
   * each was answered.
   */
  @Test
  void whatAFitRefusesARefitRefusesToo() {
    for (long seed : new long[] {988, 4180, 4193, 4206, 4635, 4798}) {
      HostileDesign rows = HostileDesign.of(seed);
      NormalEquations refused = rows.observe().equations();
      assertThatThrownBy(() -> solve(refused, rows)).isInstanceOf(LostDigitsException.class);
      Random random = new Random(seed);
      Arrays.setAll(rows.y, i -> random.nextGaussian() / Math.sqrt(rows.weights[i]));
      NormalEquations other = rows.observe().equations();
      Refitter refitter = new Refitter(other, rows.reml, solve(other, rows));
      assertThat(refitter.refit(Response.of(refused))).as("%s", seed).isFalse();
    }
  }

  private static Solution solve(NormalEquations equations, HostileDesign rows) {
    return Reml.solve(equations, rows.reml, (theta, criterion) -> {});
  }
}
