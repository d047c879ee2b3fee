package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A print does not begin what takes longer than it may. */
class CostlyPrintTest {

  private static final int LEVELS = 500;

  @Test
  void testsThatTakeLongBesideTheFitArePrintedOnlyWhenTheyAreKnown() {
    Random random = new Random(1);
    Fits_ZoneModel.Fit fit =
        Fits_ZoneModel.fit(
            Stream.generate(
                    () -> {
                      int plate = random.nextInt(LEVELS);
                      int sample = random.nextInt(LEVELS);
                      double diameter = plate % 7 + sample % 5 + random.nextGaussian();
                      return new Fits.Zone(diameter, "p" + plate, "s" + sample);
                    })
                .limit(10_000));

    assertThat(fit.toString())
        .contains("Std. Error", "Not tested here", "coefficient(name).pValue()")
        .doesNotContain("Pr(>|t|)");
    assertThat(fit.coefficients().get(0).toString()).doesNotContain("standard error");

    assertThat(fit.coefficient("(Intercept)").pValue()).isLessThan(1e-6);

    assertThat(fit.toString()).contains("Pr(>|t|)").doesNotContain("Not tested");
    assertThat(fit.coefficients().get(0).toString()).contains("standard error");
  }
}
