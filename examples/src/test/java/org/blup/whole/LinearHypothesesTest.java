package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every test of combinations of fixed effects, and what it says to bad questions.
 */
class LinearHypothesesTest {

  @MixedModel("y ~ dose + kind + (1 | group)")
  record Trial(double y, double dose, String kind, int group) {}

  private static final List<Trial> ROWS = rows();

  private static List<Trial> rows() {
    Random random = new Random(5);
    List<Trial> rows = new ArrayList<>();
    for (int group = 0; group < 7; group++) {
      double effect = random.nextGaussian();
      for (int i = 0; i < 3 + group % 3; i++) {
        String kind = List.of("a", "b", "c").get((i + group) % 3);
        double dose = random.nextDouble();
        rows.add(new Trial(1 + dose + effect + random.nextGaussian(), dose, kind, group));
      }
    }
    return rows;
  }

  private static LinearHypothesesTest_TrialModel.Fit fit(DegreesOfFreedom method) {
    return LinearHypothesesTest_TrialModel.fitting().degreesOfFreedom(method).fit(ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void oneHypothesisIsTheSquareOfItsT(DegreesOfFreedom method) {
    var fit = fit(method);
    LinearTest t = fit.test(c -> c.kind("b").minus(c.kind("c")));
    FTest f = fit.jointTest(c -> List.of(c.kind("b").minus(c.kind("c"))));

    assertThat(f.f()).isCloseTo(t.t() * t.t(), within(1e-10 * f.f()));
    assertThat(f.numeratorDf()).isEqualTo(1);
    if (method == DegreesOfFreedom.WALD) {
      assertThat(f.denominatorDf()).isInfinite();
    } else {
      assertThat(f.denominatorDf()).isCloseTo(t.df(), within(1e-9 * t.df()));
    }
    assertThat(f.pValue()).isCloseTo(t.pValue(), within(1e-10));
  }

  @ParameterizedTest
  @EnumSource
  void aHypothesisThatFollowsFromOthersCountsOnce(DegreesOfFreedom method) {
    var fit = fit(method);
    FTest two = fit.jointTest(c -> List.of(c.kind("b"), c.kind("c")));
    FTest three =
        fit.jointTest(c -> List.of(c.kind("b"), c.kind("c"), c.kind("b").minus(c.kind("c"))));

    assertThat(three.numeratorDf()).isEqualTo(2);
    assertThat(three.f()).isCloseTo(two.f(), within(1e-9 * two.f()));
  }

  @Test
  void anIntervalEndsWhereItsTestIsAsSure() {
    LinearTest test = fit(DegreesOfFreedom.KENWARD_ROGER).test(c -> c.dose());
    double upper = test.interval(0.9).upper();
    var fit = fit(DegreesOfFreedom.KENWARD_ROGER);

    assertThat(fit.test(fit.fixed().dose(), upper).pValue()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void combinationsAddUp() {
    var fit = fit(DegreesOfFreedom.SATTERTHWAITE);
    var combination =
        fit.fixed().dose().times(2).plus(fit.fixed().kind("b").minus(fit.coefficient("kindc")));

    assertThat(combination.name()).isEqualTo("2 dose + kindb - kindc");
    assertThat(combination.estimate())
        .isCloseTo(
            2 * fit.fixed().dose().estimate()
                + fit.fixed().kind("b").estimate()
                - fit.fixed().kind("c").estimate(),
            within(1e-12));
  }

  @Test
  void kenwardRogerOfAFitByMaximumLikelihoodGoesByTheRemlFit() {
    var ml =
        LinearHypothesesTest_TrialModel.fitting()
            .criterion(Criterion.ML)
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit(ROWS);
    Coefficient byMl = ml.fixed().dose();
    Coefficient byReml = fit(DegreesOfFreedom.KENWARD_ROGER).fixed().dose();

    assertThat(byMl.df()).isCloseTo(byReml.df(), within(1e-6));
    assertThat(byMl.standardError()).isCloseTo(byReml.standardError(), within(1e-8));
    assertThat(byMl.estimate()).isNotEqualTo(byReml.estimate());
  }

  @Test
  void badQuestionsAreAnswered() {
    var fit = fit(DegreesOfFreedom.SATTERTHWAITE);
    var other = fit(DegreesOfFreedom.SATTERTHWAITE);

    assertThatThrownBy(() -> fit.fixed().dose().interval(95))
        .isInstanceOf(BlupException.class)
        .hasMessage("The level 95.0 is not between 0 and 1: 0.95 asks for a 95 % interval.");
    assertThatThrownBy(() -> fit.coefficient("dosis"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("has no coefficient 'dosis'")
        .hasMessageContaining("It has: (Intercept), dose, kindb, kindc");
    assertThatThrownBy(() -> fit.coefficient("kindb "))
        .hasMessageContaining("Did you mean 'kindb'?");
    assertThatThrownBy(() -> fit.test(other.fixed().dose()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'dose' is of another fit");
    assertThatThrownBy(() -> fit.fixed().dose().plus(other.fixed().dose()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("of two fits");
    assertThatThrownBy(() -> fit.jointTest(List.of()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("nothing to test");
    assertThatThrownBy(() -> fit.anova().row("kid")).hasMessageContaining("Did you mean 'kind'?");
  }
}
