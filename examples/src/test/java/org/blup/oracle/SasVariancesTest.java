package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.inference.profile.VarianceInformation;
import org.blup.internal.reml.search.Reml;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The asymptotic covariance of the variances and covariances, every number, beside SAS's and beside
 * that of the dense likelihood at its optimum, in {@code sas-variances.csv}, whose script shows how
 * far from it SAS stopped.
 */
class SasVariancesTest {

  /** Relative, every number of a matrix. */
  private static final double CLOSE = 1e-6;

  /** In standard errors: differences of the gradient leave 1e-8. */
  private static final double DENSE = 2e-8;

  /**
   * In standard errors, where SAS stopped early: its matrix of battery_cell is 3.1e-4 from that of
   * the optimum, that of sleep_study_quadratic 4.4e-5. Both are, to 1e-11, those of the variances
   * of which all its standard errors are.
   */
  private static final double STOPPED_EARLY = 3.2e-4;

  static List<SasTest.Case<?>> cases() {
    return SasTest.cases().toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNumberIsSas(SasTest.Case<?> sas) {
    List<Line> table = SasTest.table(sas.name(), "asycov");
    double[][] covariance = covariance(sas);

    assertThat(table).hasSize(covariance.length);
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        double expected = table.get(i).number("CovP" + (j + 1));
        double bound =
            sas.stoppedEarly()
                ? STOPPED_EARLY * Math.sqrt(covariance[i][i] * covariance[j][j])
                : CLOSE * Math.abs(expected);
        assertThat(covariance[i][j]).as("%d, %d", i, j).isCloseTo(expected, within(bound));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNumberIsThatOfTheDenseLikelihood(SasTest.Case<?> sas) throws URISyntaxException {
    double[][] covariance = covariance(sas);
    Path file = Path.of(SasVariancesTest.class.getResource("/oracle/sas-variances.csv").toURI());

    for (Line line : Line.read(file, each -> each)) {
      if (line.text("table").equals(sas.name())) {
        int i = line.integer("row") - 1;
        int j = line.integer("column") - 1;
        double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
        assertThat(covariance[i][j])
            .as("%d, %d", i, j)
            .isCloseTo(line.number("covariance"), within(DENSE * scale));
      }
    }
  }

  /** From the scales of the information to variances and covariances, in the same order. */
  private static <R> double[][] covariance(SasTest.Case<R> sas) {
    NormalEquations equations = equations(sas.model(), sas.rows());
    VarianceInformation information =
        new VarianceInformation(
            equations, true, Reml.solve(equations, true, (theta, criterion) -> {}));
    double[] inner = information.covariance();
    double[][] jacobian = jacobian(information.targets(), information.estimate());
    int m = jacobian.length;
    double[][] covariance = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < m; k++) {
          for (int l = 0; l < m; l++) {
            covariance[i][j] += jacobian[i][k] * inner[k * m + l] * jacobian[j][l];
          }
        }
      }
    }
    return covariance;
  }

  private static <R> NormalEquations equations(
      Model<R, ? extends MixedFit<R>> model, List<R> rows) {
    CrossProducts<R> products = model.crossProducts();
    rows.forEach(products::add);
    return DesignAssembly.observe(products, false).equations();
  }

  /** ∂(s², ρ s_a s_b)/∂(log s, artanh ρ). */
  private static double[][] jacobian(List<ProfileTarget> targets, double[] estimate) {
    int m = targets.size();
    double[][] jacobian = new double[m][m];
    for (int i = 0; i < m; i++) {
      if (targets.get(i) instanceof Correlation c) {
        int a = targets.indexOf(new StandardDeviation(c.term(), c.effect1()));
        int b = targets.indexOf(new StandardDeviation(c.term(), c.effect2()));
        double product = Math.exp(estimate[a] + estimate[b]);
        double correlation = Math.tanh(estimate[i]);
        jacobian[i][a] = correlation * product;
        jacobian[i][b] = correlation * product;
        jacobian[i][i] = (1 - correlation * correlation) * product;
      } else {
        jacobian[i][i] = 2 * Math.exp(2 * estimate[i]);
      }
    }
    return jacobian;
  }
}
