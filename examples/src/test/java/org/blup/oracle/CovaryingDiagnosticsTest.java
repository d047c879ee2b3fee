package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ResidualLag;
import org.blup.oracle.RepeatedMeasures.Arm;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.blup.oracle.RepeatedMeasures.Visit;
import org.junit.jupiter.api.Test;

/** Residuals of models whose residuals covary, beside SAS and nlme. */
class CovaryingDiagnosticsTest {

  /** A row of one of SAS's tables, to as many digits as it prints. */
  private record Known(
      String subject,
      Visit visit,
      double residual,
      double scaled,
      double studentised,
      double pearson) {

    static Known of(Line line) {
      return new Known(
          line.text("subject"),
          line.constant("visit", Visit.class),
          line.number("residual"),
          line.number("scaledResidual"),
          line.number("studentResidual"),
          line.number("pearsonResidual"));
    }
  }

  private static List<Known> known(String table) {
    List<Known> rows = Line.read(CovarianceOracle.dataFile(table), Known::of);
    return rows.stream().filter(row -> !Double.isNaN(row.residual())).toList();
  }

  private static void check(
      List<Trial> rows, Diagnostics diagnostics, List<Known> known, double off) {
    assertThat(known).hasSize(537);
    for (Known expected : known) {
      int row = -1;
      for (int i = 0; i < rows.size(); i++) {
        boolean isIt =
            rows.get(i).subject().equals(expected.subject())
                && rows.get(i).visit() == expected.visit();
        row = isIt ? i : row;
      }
      assertThat(diagnostics.residual(row)).isCloseTo(expected.residual(), within(3e-4));
      assertThat(diagnostics.scaledResidual(row))
          .isCloseTo(expected.pearson(), near(expected.pearson(), off));
      assertThat(diagnostics.standardisedResidual(row))
          .isCloseTo(expected.studentised(), near(expected.studentised(), off));
      assertThat(diagnostics.normalisedResidual(row))
          .isCloseTo(expected.scaled(), near(expected.scaled(), off));
    }
  }

  private static Offset<Double> near(double expected, double off) {
    return within(5e-5 + off * Math.hypot(1, expected));
  }

  /**
   * To the digits printed for one correlation; SAS stops early at an unstructured covariance, whose
   * elements are up to 2.4e-3 off.
   */
  @Test
  void residualsAreThoseOfSas() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    Collections.shuffle(rows, new Random(2));
    var us = RepeatedMeasures_TrialUsFullModel.fit(rows);
    var ar1 = RepeatedMeasures_TrialAr1Model.fit(rows);

    check(rows, us.diagnostics(rows), known("residuals_un.csv.gz"), 1.2e-3);
    check(rows, ar1.diagnostics(rows), known("residuals_spatial.csv.gz"), 0);
  }

  /**
   * Beside a random intercept: {@code lme(reaction ~ days, ~1 | subject, corAR1(form = ~days |
   * subject))}, its residuals of type normalized, ACF and Variogram of nlme 3.1-162.
   */
  @Test
  void correlogramsAreThoseOfNlme() {
    List<Nights> rows = Nights.rows();
    var fit = RepeatedMeasures_NightsModel.fit(rows);

    Diagnostics diagnostics = fit.diagnostics(rows);

    double[] normalised = {-0.9180454697, -0.4669158224, -1.0811981008, 1.4510644554};
    for (int i = 0; i < normalised.length; i++) {
      assertThat(diagnostics.normalisedResidual(i)).isCloseTo(normalised[i], within(2e-5));
    }
    List<ResidualLag> lags = diagnostics.lags();
    assertThat(lags).hasSize(9);
    double[] correlations = {0.50486655543, 0.26699973155, 0.11434981309};
    double[] semivariances = {0.3426869866, 0.5180539910, 0.6490062630};
    for (int d = 0; d < correlations.length; d++) {
      assertThat(lags.get(d).distance()).isEqualTo(d + 1);
      assertThat(lags.get(d).pairs()).isEqualTo(18 * (9 - d));
      assertThat(lags.get(d).autocorrelation()).isCloseTo(correlations[d], within(2e-5));
      assertThat(lags.get(d).semivariance()).isCloseTo(semivariances[d], within(2e-5));
    }
    assertThat(diagnostics.normalisedLags().get(0).autocorrelation())
        .isCloseTo(-0.10740203771, within(2e-5));
    assertThat(diagnostics.cooksDistance(0)).isNaN();
    assertThat(diagnostics.toString())
        .contains("Autocorrelation of neighbours: scaled residuals 0.50");
  }

  /** Rows of two variances are independent: each has its own weight. */
  @Test
  void strataWeighTheirRows() {
    List<RepeatedMeasures.Growth> rows = RepeatedMeasures.Growth.rows();
    var fit = RepeatedMeasures_GrowthBySexModel.fit(rows);

    Diagnostics diagnostics = fit.diagnostics(rows);

    for (int i = 0; i < rows.size(); i++) {
      double sd = fit.residual().standardDeviation(rows.get(i).sex());
      double scaled = fit.residual(rows.get(i)) / sd;
      assertThat(diagnostics.scaledResidual(i)).isCloseTo(scaled, within(1e-9));
      assertThat(diagnostics.normalisedResidual(i)).isCloseTo(scaled, within(1e-9));
      assertThat(diagnostics.cooksDistance(i)).isGreaterThan(0);
    }
    assertThat(diagnostics.lags()).isEmpty();
  }

  @Test
  void otherRowsAreRefused() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    var fit = RepeatedMeasures_TrialAr1Model.fit(rows);
    rows.set(0, new Trial(90, Visit.VIS2, Arm.TRT, rows.get(0).sex(), "", rows.get(0).subject()));

    assertThatThrownBy(() -> fit.diagnostics(rows))
        .hasMessageContaining("These are not the rows of the fit");
  }
}
