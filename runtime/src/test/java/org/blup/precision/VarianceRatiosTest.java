package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Variance ratios from 10⁻⁸ to 10⁸ and levels of 1 to 100,000 rows beside arithmetic of 32 digits;
 * what each fit had is written to {@code target/variance-ratios}, for {@code docs/accuracy.md}.
 */
class VarianceRatiosTest {

  /** Levels of one row stand beside as many of two: alone they would not tell the variances. */
  private static final int[] ROWS_EACH = {1, 2, 10, 1000};

  private static final int MANY_ROWS = 100_000;

  private final List<String> table = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      value = MadeRows.Model.class,
      names = {"ONE_WAY", "WITHIN", "BETWEEN", "SLOPES", "CROSSED", "CROSSED_MEANS"})
  void digitsHold(MadeRows.Model model) throws IOException {
    for (int each : ROWS_EACH) {
      for (int decade = -8; decade <= 8; decade += each < 1000 ? 1 : 4) {
        if (model != MadeRows.Model.SLOPES || each > 2) {
          check(model, each, decade);
        }
      }
    }
    check(model, MANY_ROWS, isCrossed(model) ? 4 : 8);
    Path folder = Files.createDirectories(Path.of("target", "variance-ratios"));
    Files.write(folder.resolve(model.name() + ".txt"), table);
  }

  @Test
  void crossedEffectsThatVaryTooMuchToBeToldApartAreRefused() {
    MadeRows rows = made(MadeRows.Model.CROSSED, 10_000, 9);
    LostDigitsException refusal =
        catchThrowableOfType(LostDigitsException.class, () -> solve(rows.design()));
    assertThat(refusal).hasMessageContaining("fewer than four digits");
    assertThat(refusal.term()).isPresent();
  }

  private static MadeRows made(MadeRows.Model model, int each, int decade) {
    MadeRows rows = new MadeRows(model).slope(1).deviations(Math.pow(10, 0.5 * decade), 1);
    for (int level = 0; level < 12; level++) {
      rows.addLevel(level, each == 1 ? 1 + level % 2 : each);
    }
    return rows;
  }

  private static boolean isCrossed(MadeRows.Model model) {
    return model == MadeRows.Model.CROSSED || model == MadeRows.Model.CROSSED_MEANS;
  }

  private static Solution solve(ObservedDesign design) {
    return Reml.solve(design.equations(), true, (theta, value) -> {});
  }

  private void check(MadeRows.Model model, int each, int decade) {
    MadeRows rows = made(model, each, decade);
    ObservedDesign design = rows.design();
    Solution solution = solve(design);
    PreciseFit precise = rows.precise(solution.theta());
    double[] coefficients = design.coefficients(solution.beta());
    int p = coefficients.length;
    double variance = design.coefficientCovariance(solution.betaCovariance())[p * p - 1];
    double error = precise.lastStandardError();
    double coefficient = precise.lastCoefficient();
    double off = Math.abs(solution.criterion() - precise.criterion());
    double theta = thetaDigits(solution.theta(), precise.theta());
    double sigma = digits(solution.sigma() - precise.sigma(), precise.sigma());
    double standardError = digits(Math.sqrt(variance) - error, error);
    double beta = digits(coefficients[p - 1] - coefficient, Math.max(Math.abs(coefficient), error));
    String line =
        String.format(
            Locale.ROOT,
            "%s: %d rows a level, ratio 1e%d: criterion %.0e, digits theta %.1f sigma %.1f"
                + " standard error %.1f beta %.1f",
            model,
            each,
            decade,
            off,
            theta,
            sigma,
            standardError,
            beta);
    table.add(line);
    double ratio = Math.pow(10, Math.max(0, decade));
    double crossed = isCrossed(model) ? Math.log10(ratio * each) : 0;
    double rounding = isCrossed(model) ? 2e-14 : 2e-15;
    assertThat(off).as(line).isLessThan(1e-9 + rows.rows() * ratio * rounding);
    double least = Math.min(6, Math.min(14.5 - Math.log10(ratio), 15 - crossed));
    assertThat(sigma).as(line).isGreaterThan(least);
    assertThat(theta).as(line).isGreaterThan(least);
    assertThat(standardError).as(line).isGreaterThan(least);
    assertThat(beta).as(line).isGreaterThan(Math.min(7.5, 15 - crossed));
  }

  /** Relative standard deviations are compared with the residual's if they are smaller. */
  private static double thetaDigits(double[] found, double[] precise) {
    double least = 16;
    for (int i = 0; i < found.length; i++) {
      least = Math.min(least, digits(found[i] - precise[i], Math.max(1, Math.abs(precise[i]))));
    }
    return least;
  }

  private static double digits(double difference, double scale) {
    return Math.min(16, -Math.log10(Math.abs(difference) / Math.abs(scale)));
  }
}
