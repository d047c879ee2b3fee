package org.blup.internal.inference.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.distribution.TDistribution;
import org.blup.internal.inference.distributions.Probability;
import org.junit.jupiter.api.Test;

/** Adjusted p-values and critical values of a family belong together. */
class ContrastFamilyTest {

  /** The three comparisons of three means of equal precision. */
  private static final double[][] PAIRS = {{1, 0.5, -0.5}, {0.5, 1, 0.5}, {-0.5, 0.5, 1}};

  /** The two comparisons with the first of them. */
  private static final double[][] CONTROL = {{1, 0.5}, {0.5, 1}};

  private static ContrastFamily family(double[][] correlation, double df, double... t) {
    double[] each = new double[t.length];
    Arrays.fill(each, df);
    TDistribution distribution = new TDistribution(null, df);
    double[] p =
        Arrays.stream(t).map(x -> 2 * distribution.cumulativeProbability(-Math.abs(x))).toArray();
    return new ContrastFamily(t, each, p, () -> correlation);
  }

  /** At the critical value the adjusted p-value is one less the level, by every method. */
  @Property(tries = 12)
  void theCriticalValueHasThePValueOfItsLevel(
      @ForAll @DoubleRange(min = 1.5, max = 200) double df,
      @ForAll @DoubleRange(min = 0.7, max = 0.99) double level) {
    double tukey = ContrastFamily.tukeyCritical(3, level, df);
    double dunnett = family(CONTROL, df, 1, 1).dunnettCritical(level)[0];
    double joint = family(PAIRS, df, 1, 1, 1).multivariateTCritical(level)[0];

    assertThat(family(PAIRS, df, tukey, 0, 0).tukey(3, 0)).isCloseTo(1 - level, within(1e-10));
    assertThat(family(CONTROL, df, dunnett, 0).dunnett(() -> {})[0].value())
        .isCloseTo(1 - level, within(1e-10));
    assertThat(joint).isCloseTo(tukey, within(2e-3 * tukey));
  }

  /** Between the p-value alone and Bonferroni's, and the larger |t| has the smaller p-value. */
  @Property(tries = 30)
  void anAdjustedPValueLiesBetweenItsBounds(
      @ForAll @DoubleRange(min = -6, max = 6) double first,
      @ForAll @DoubleRange(min = -6, max = 6) double second) {
    ContrastFamily family = family(PAIRS, 11.5, first, second, first - second);
    double[] tukey = IntStream.range(0, 3).mapToDouble(i -> family.tukey(3, i)).toArray();
    Probability[] joint = family.multivariateT(() -> {});
    TDistribution t = new TDistribution(null, 11.5);
    double[] statistics = {first, second, first - second};
    for (int i = 0; i < 3; i++) {
      double alone = 2 * t.cumulativeProbability(-Math.abs(statistics[i]));
      for (double adjusted : new double[] {tukey[i], joint[i].value()}) {
        assertThat(adjusted).isBetween(alone, Math.min(1, 3 * alone) + 1e-15);
      }
      assertThat(joint[i].value()).isCloseTo(tukey[i], within(joint[i].error() + 1e-9));
    }
    boolean firstIsLarger = Math.abs(first) >= Math.abs(second);
    assertThat(tukey[firstIsLarger ? 0 : 1]).isLessThanOrEqualTo(tukey[firstIsLarger ? 1 : 0]);
  }

  @Test
  void oneTestIsNotAdjusted() {
    ContrastFamily one = family(new double[][] {{1}}, 7, 2.2);
    double alone = 2 * new TDistribution(null, 7).cumulativeProbability(-2.2);

    assertThat(one.tukey(2, 0)).isCloseTo(alone, within(1e-12));
    assertThat(one.dunnett(() -> {})[0].value()).isCloseTo(alone, within(1e-12));
    assertThat(one.multivariateT(() -> {})[0].value()).isEqualTo(alone);
  }
}
