package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
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
  @MixedModel(name = "Cubic", value = "y ~ x + I(x^2) + I(x^3) + (1 | batch)")
  @MixedModel(name = "Centred", value = "y ~ u + I(u^2) + I(u^3) + (1 | batch)")
  record Yearly(double y, double x, double u, int batch) {}

  /** In exact arithmetic x³ is independent, but its coefficient would have few digits left. */
  @Test
  void aColumnThatIsNearlyACombinationIsDroppedAsSuch() {
    Random random = new Random(4);
    List<Yearly> rows = new ArrayList<>();
    for (int i = 0; i < 84; i++) {
      int year = 2000 + i % 21;
      rows.add(new Yearly(random.nextGaussian(), year, year - 2010, i % 7));
    }
    var fit = DependentColumnsTest_CubicModel.fit(rows);

    assertThat(fit.droppedCoefficients()).containsExactly("I(x^3)");
    assertThat(fit.toString())
        .contains(
            "Dropped, being combinations of the columns before them to six digits or more: I(x^3)");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> fit.coefficient("I(x^3)"))
        .withMessage(
            "'I(x^3)' was dropped from the model: in these data its column is a combination of the"
                + " columns before it to six digits or more, which leaves none for its coefficient."
                + " Give the difference as a column (powers of a number about its mean, or by"
                + " poly(…)), or leave the term out of the formula.");
    assertThat(DependentColumnsTest_CentredModel.fit(rows).droppedCoefficients()).isEmpty();
  }

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
