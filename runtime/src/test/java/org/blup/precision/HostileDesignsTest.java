package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.blup.design.ObservedDesign;
import org.blup.design.UnidentifiableModelException;
import org.blup.reml.LostDigitsException;
import org.blup.reml.NoOptimumException;
import org.blup.reml.Reml;
import org.blup.reml.Solution;
import org.blup.reml.UndeterminedVarianceException;
import org.junit.jupiter.api.Test;

/**
 * Fits of made-up designs, beside the criterion of their own templates in 32 digits: what is
 * answered is right, and hardly any design is refused that has an optimum with digits. With {@code
 * -Dblup.hostile=5000} so many designs of both kinds, and the counts are printed.
 */
class HostileDesignsTest {

  private static final int DESIGNS = Integer.getInteger("blup.hostile", 100);

  /** Half of the fourth digit of σ² changes the criterion of 40 rows so far. */
  private static final double TOLERANCE = 2e-3;

  /** Designs that leave no digits, or whose criterion falls without end, in a thousand. */
  private static final int REFUSED_ORDINARY = 10;

  private static final int REFUSED_HOSTILE = 60;

  @Test
  void ordinaryDesigns() {
    check(HostileDesign::ordinary, REFUSED_ORDINARY);
  }

  @Test
  void hostileDesigns() {
    check(HostileDesign::of, REFUSED_HOSTILE);
  }

  private static void check(LongFunction<HostileDesign> designOf, int mostRefused) {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 0; seed < DESIGNS; seed++) {
      HostileDesign rows = designOf.apply(seed);
      counts.merge(outcome(seed, rows), 1, Integer::sum);
    }
    if (System.getProperty("blup.hostile") != null) {
      System.out.println(counts);
    }
    int refused = counts.getOrDefault("digits", 0) + counts.getOrDefault("no optimum", 0);
    assertThat(refused).as("%s", counts).isLessThanOrEqualTo(1 + mostRefused * DESIGNS / 1000);
    assertThat(counts.get("fitted")).as("%s", counts).isGreaterThan(DESIGNS / 2);
  }

  private static String outcome(long seed, HostileDesign rows) {
    try {
      ObservedDesign design = rows.observe();
      Solution solution = Reml.solve(design.equations(), rows.reml, (theta, value) -> {});
      double precise = PreciseCriterion.at(rows, design, solution);
      assertThat(Math.abs(solution.criterion() - precise))
          .as("seed %d, %s: %s, not %s", seed, rows.formula(), solution.criterion(), precise)
          .isLessThan(TOLERANCE);
      return "fitted";
    } catch (UndeterminedVarianceException e) {
      return "undetermined";
    } catch (LostDigitsException e) {
      return "digits";
    } catch (NoOptimumException e) {
      return "no optimum";
    } catch (UnidentifiableModelException e) {
      return "too few rows or levels";
    }
  }
}
