package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.model.diagnostics.LevelInfluence;
import org.junit.jupiter.api.Test;

/**
 * Levels left out, where that costs a coefficient or digits. The answers are generalised least
 * squares in R without the level's rows, with V of the same theta.
 */
class InfluenceOfLevelsTest {

  @MixedModel("y ~ t + (1 | site)")
  record Treated(double y, String t, String site) {}

  @MixedModel("y ~ x + (x | g) + (1 | h)")
  record Crossed(double y, double x, String g, String h) {}

  @Test
  void whatALevelAloneTellsIsNotEstimableWithoutIt() {
    List<Treated> rows = treated();
    var fit = InfluenceOfLevelsTest_TreatedModel.fit(rows);
    LevelInfluence alone = fit.influence("site", rows).level("s4");

    assertThat(fit.theta()[0]).isCloseTo(0.7582209779094, within(1e-7));
    assertThat(alone.notEstimable()).containsExactly("tc");
    assertThat(alone.cooksDistance()).isNaN();
    assertThat(alone.sigma()).isCloseTo(0.784632064049, within(1e-7));
    isClose(alone.coefficient("(Intercept)"), 0.0253906819518, 0.3088898331320, 1e-7);
    isClose(alone.coefficient("tb"), 1.05094187070, 0.22192746129, 1e-7);
    assertThat(alone.coefficient("tc").estimate()).isNaN();
    assertThat(alone.coefficient("tc").standardError()).isNaN();

    LevelInfluence other = fit.influence("site", rows).level("s3");
    assertThat(other.notEstimable()).isEmpty();
    assertThat(other.cooksDistance()).isPositive();
    isClose(other.coefficient("tc"), -0.408613652549, 0.492863479780, 1e-7);
  }

  /** At this ratio of standard deviations the formula without elimination kept two digits. */
  @Test
  void largeRatiosKeepTheirDigits() {
    List<Crossed> rows = crossed(1e4);
    var fit = InfluenceOfLevelsTest_CrossedModel.fit(rows);

    assertThat(fit.theta()[0]).isCloseTo(2608.93052, within(1e-3));
    LevelInfluence g = fit.influence("g", rows).level("g1");
    assertThat(g.sigma()).isCloseTo(1.0898917413, within(1e-6));
    isClose(g.coefficient("(Intercept)"), 8721.91203546, 1015.28808511, 1e-4);
    isClose(g.coefficient("x"), 5081.72101069, 967.02949652, 1e-4);
    LevelInfluence h = fit.influence("h", rows).level("h1");
    assertThat(h.sigma()).isCloseTo(1.07423320106, within(1e-6));
    isClose(h.coefficient("(Intercept)"), 8237.03495221, 1006.84503600, 1e-4);
    isClose(h.coefficient("x"), 5024.385696794, 912.558372375, 1e-4);
  }

  /** Within a share of the standard error. */
  private static void isClose(
      LevelInfluence.Change change, double estimate, double standardError, double share) {
    assertThat(change.estimate()).isCloseTo(estimate, within(share * standardError));
    assertThat(change.standardError()).isCloseTo(standardError, within(share * standardError));
  }

  /** Treatment c is given at site s4 alone. */
  private static List<Treated> treated() {
    Random random = new Random(0);
    double[] sites = random.doubles(6, -2, 2).toArray();
    List<Treated> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int site = i % 6;
      boolean even = i / 6 % 2 == 0;
      String treatment = site == 4 ? (even ? "c" : "a") : even ? "a" : "b";
      double y = sites[site] + (treatment.equals("b") ? 1 : 0) + random.nextGaussian();
      rows.add(new Treated(y, treatment, "s" + site));
    }
    return rows;
  }

  private static List<Crossed> crossed(double ratio) {
    Random random = new Random(5);
    double[] intercepts = random.doubles(12).toArray();
    double[] slopes = random.doubles(12).toArray();
    double[] others = random.doubles(5).toArray();
    List<Crossed> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int g = i / 10;
      int h = i % 5;
      double x = random.nextGaussian();
      double y =
          ratio * intercepts[g] + ratio * slopes[g] * x + ratio * others[h] + random.nextGaussian();
      rows.add(new Crossed(y, x, "g" + g, "h" + h));
    }
    return rows;
  }
}
