package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many digits hold where they are few, beside the same optimum in arithmetic of 32 digits; the
 * table of {@code docs/accuracy.md}.
 */
class AccuracyTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e9, -1e12})
  void predictorsFarFromZero(double origin) {
    MadeRows rows = new MadeRows(MadeRows.Model.SLOPES).origin(origin).fill(10, 10);
    assertDigits("x about " + origin, rows, rows.precise(1, 0.1, 0.5), 1e-10, 10.5, 10.5, 11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p-40, 0x1p40})
  void predictorsInAnyUnits(double unit) {
    MadeRows rows = new MadeRows(MadeRows.Model.SLOPES).unit(unit).fill(10, 10);
    assertDigits(
        "x times " + unit, rows, rows.precise(1, 0.1 / unit, 0.5 / unit), 1e-10, 10.5, 10.5, 11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e9, 1e12})
  void responsesFarFromZero(double origin) {
    MadeRows rows = new MadeRows(MadeRows.Model.ONE_WAY).responseOrigin(origin).fill(10, 10);
    assertDigits(
        "y about " + origin, rows, rows.precise(1), 1e-10, 13, 13, 14 - Math.log10(origin));
  }

  @ParameterizedTest
  @CsvSource({"1e-2, 1e-7, 9", "1e-3, 1e-5, 7.5", "1e-4, 1e-3, 5.5", "1e-5, 5e-2, 3.5"})
  void smallResiduals(double residual, double criterion, double digits) {
    MadeRows rows = new MadeRows(MadeRows.Model.CROSSED).deviations(residual, residual).fill(8, 12);
    PreciseFit precise = rows.precise(1, 1);
    assertDigits("residual " + residual, rows, precise, criterion, digits, digits, digits);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-7, 1e-8, 1e-10})
  void residualsThatRoundingHidesAreRefused(double residual) {
    MadeRows rows = new MadeRows(MadeRows.Model.CROSSED).deviations(residual, residual).fill(8, 12);
    assertThat(refusal(rows).column()).as("the column of x").hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4, 1e-10, 13, 12",
    "1e-2, 1e-10, 13, 12",
    "1, 1e-10, 13, 11",
    "1e2, 1e-7, 10, 8",
    "1e3, 1e-5, 8.5, 5.5",
    "1e4, 1e-3, 7, 3.5",
    "1e5, 5e-2, 4.5, 2.5"
  })
  void varianceRatios(double ratio, double criterion, double sigma, double beta) {
    MadeRows rows = new MadeRows(MadeRows.Model.ONE_WAY).deviations(ratio, 1).fill(10, 10);
    assertDigits(
        "ratio " + ratio, rows, rows.precise(Math.max(0.5, ratio)), criterion, sigma, beta, beta);
  }

  @Test
  void aVarianceRatioBeyondRoundingIsRefused() {
    MadeRows rows = new MadeRows(MadeRows.Model.ONE_WAY).deviations(1e6, 1).fill(10, 10);
    assertThat(refusal(rows).term()).hasValue(0);
  }

  @Test
  void groupsOfOneRowToAMillion() {
    MadeRows rows = new MadeRows(MadeRows.Model.ONE_WAY);
    int[] sizes = {1, 1, 2, 5, 20, 100, 1000, 10_000, 100_000, 1_000_000};
    for (int j = 0; j < sizes.length; j++) {
      rows.addLevel(j, sizes[j]);
    }
    assertDigits("1 to 1e6 rows", rows, rows.precise(1), 1e-7, 12, 9, 8);
  }

  @ParameterizedTest
  @CsvSource({"1e-1, 11, 11", "1e-2, 8, 8", "1e-3, 8, 8", "1e-4, 7, 6.5", "1e-5, 4, 4"})
  void columnsCloseToEachOther(double difference, double error, double beta) {
    MadeRows rows =
        new MadeRows(MadeRows.Model.TWO_COLUMNS).difference(difference).slope(1).fill(10, 10);
    assertDigits("z − x " + difference, rows, rows.precise(1), 1e-4, error, error, beta);
  }

  /** Searched for from where Blup ends, in the basis of x and z. */
  @ParameterizedTest
  @CsvSource({
    "1e-1, 1e-11, 11, 11, 11",
    "1e-2, 1e-9, 11, 11, 12",
    "1e-3, 1e-7, 9.5, 8.5, 9",
    "1e-4, 1e-7, 8, 7.5, 7.5",
    "1e-5, 1e-3, 5, 5, 5.5",
    "1e-6, 3e-2, 4, 4, 4"
  })
  void slopesCloseToEachOther(
      double difference, double criterion, double sigma, double error, double beta) {
    MadeRows rows =
        new MadeRows(MadeRows.Model.TWO_SLOPES).difference(difference).slope(1).fill(10, 10);
    PreciseFit precise = rows.precise(solve(rows.design()).theta());
    assertDigits("random z − x " + difference, rows, precise, criterion, sigma, error, beta);
  }

  private static LostDigitsException refusal(MadeRows rows) {
    return catchThrowableOfType(LostDigitsException.class, () -> solve(rows.design()));
  }

  private static Solution solve(ObservedDesign design) {
    return Reml.solve(design.equations(), true, (theta, value) -> {});
  }

  /**
   * Compares with the precise optimum.
   *
   * @param criterion how far the criterion may be off
   * @param sigma digits of the residual's standard deviation
   * @param error digits of the last coefficient's standard error
   * @param beta digits of the last coefficient, or of its standard error if that is larger
   */
  private static void assertDigits(
      String hazard,
      MadeRows rows,
      PreciseFit precise,
      double criterion,
      double sigma,
      double error,
      double beta) {
    ObservedDesign design = rows.design();
    Solution solution = solve(design);
    double[] coefficients = design.coefficients(solution.beta());
    int p = coefficients.length;
    double last = coefficients[p - 1] - rows.lastOrigin();
    double variance = design.coefficientCovariance(solution.betaCovariance())[p * p - 1];
    double scale = Math.max(Math.abs(precise.lastCoefficient()), precise.lastStandardError());
    double[] digits = {
      digits(solution.sigma() - precise.sigma(), precise.sigma()),
      digits(Math.sqrt(variance) - precise.lastStandardError(), precise.lastStandardError()),
      digits(last - precise.lastCoefficient(), scale)
    };
    double off = Math.abs(solution.criterion() - precise.criterion());
    assertThat(off).as("%s: criterion", hazard).isLessThan(criterion);
    assertThat(digits[0]).as("%s: digits of sigma", hazard).isGreaterThan(sigma);
    assertThat(digits[1]).as("%s: digits of the standard error", hazard).isGreaterThan(error);
    assertThat(digits[2]).as("%s: digits of the coefficient", hazard).isGreaterThan(beta);
  }

  private static double digits(double difference, double scale) {
    return Math.min(16, -Math.log10(Math.abs(difference) / Math.abs(scale)));
  }
}
