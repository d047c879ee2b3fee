package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.design.BlupException;
import org.blup.model.Coefficient;
import org.junit.jupiter.api.Test;

/** A fixed effect that is a combination of those before it is dropped and named, as in lme4. */
class DependentColumnsTest {

  @MixedModel(
      name = "Dependent",
      value = "y ~ celsius + kind + fahrenheit + kind:site + (1 | batch)")
  @MixedModel(name = "Independent", value = "y ~ celsius + kind + kind:site + (1 | batch)")
  record Reading(double y, double celsius, double fahrenheit, String kind, Site site, int batch) {}

  enum Site {
    NORTH,
    SOUTH
  }

  @Test
  void dependentColumnsAreDroppedAndNamed() {
    var fit = DependentColumnsTest_DependentModel.fit(rows());

    assertThat(fit.droppedCoefficients()).containsExactly("fahrenheit", "kindB:siteSOUTH");
    assertThat(fit.coefficients())
        .extracting(Coefficient::name)
        .containsExactly("(Intercept)", "celsius", "kindB", "kindA:siteSOUTH");
    assertThat(fit.toString())
        .contains("Dropped, being combinations of the columns before them: fahrenheit");
  }

  @Test
  void theFitIsThatWithoutThem() {
    var fit = DependentColumnsTest_DependentModel.fit(rows());
    var without = DependentColumnsTest_IndependentModel.fit(rows());

    assertThat(fit.criterion()).isCloseTo(without.criterion(), within(1e-9));
    assertThat(fit.degreesOfFreedom()).isEqualTo(without.degreesOfFreedom());
    for (Reading row : rows()) {
      assertThat(fit.predict(row)).isCloseTo(without.predict(row), within(1e-7));
    }
  }

  @Test
  void theAccessorOfADroppedCoefficientSaysSo() {
    var fit = DependentColumnsTest_DependentModel.fit(rows());

    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> fit.fixed().fahrenheit())
        .withMessage(
            "'fahrenheit' was dropped from the model: in these data its column is a combination of"
                + " the columns before it, so its coefficient is not determined. Ask"
                + " droppedCoefficients() before, or leave the term out of the formula.");
  }

  /** All readings of kind B come from the north. */
  private static List<Reading> rows() {
    Random random = new Random(11);
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double celsius = 20 * random.nextDouble();
      String kind = i % 3 == 0 ? "B" : "A";
      Site site = kind.equals("A") && i % 2 == 0 ? Site.SOUTH : Site.NORTH;
      double y = 3 + 0.2 * celsius + i % 5 + random.nextGaussian();
      rows.add(new Reading(y, celsius, 32 + 1.8 * celsius, kind, site, i % 5));
    }
    return rows;
  }
}
