package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;
import org.blup.model.fit.ResidualCovariance;
import org.junit.jupiter.api.Test;

/** Levels left out where residuals covary, beside generalised least squares of the other rows. */
class CovaryingInfluenceTest {

  @MixedModel(name = "Visits", value = "y ~ x + residual(us(visit | subject))")
  @MixedModel(
      name = "Items",
      value = "y ~ x + (1 | item) + residual(exp(time | subject), by = arm)")
  @MixedModel(name = "Arms", value = "y ~ x + (1 | item) + residual(by = arm)")
  record Row(double y, double x, int visit, double time, String item, String arm, String subject) {}

  private static List<Row> rows() {
    Random random = new Random(5);
    double[] items = random.doubles(7).map(u -> 4 * u).toArray();
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < 24; subject++) {
      double before = random.nextGaussian();
      for (int visit = 1; visit <= 3; visit++) {
        before = 0.6 * before + 0.8 * random.nextGaussian();
        int item = random.nextInt(7);
        double x = random.nextGaussian();
        double y = 1 + x + items[item] + before * (1 + subject % 2);
        rows.add(new Row(y, x, visit, visit * visit, "i" + item, "a" + subject % 2, "s" + subject));
      }
    }
    return rows;
  }

  private interface Covariance {
    double of(Row a, Row b);
  }

  /** β̂, σ̂² and the covariance of β̂ over it by the rows that are left. */
  private static void check(
      LevelInfluence actual, MixedFit<Row> fit, Predicate<Row> stays, Covariance covariance) {
    List<Row> left = rows().stream().filter(stays).toList();
    int n = left.size();
    RealMatrix v = new Array2DRowRealMatrix(n, n);
    RealMatrix x = new Array2DRowRealMatrix(n, 2);
    RealMatrix y = new Array2DRowRealMatrix(n, 1);
    for (int i = 0; i < n; i++) {
      x.setEntry(i, 0, 1);
      x.setEntry(i, 1, left.get(i).x());
      y.setEntry(i, 0, left.get(i).y());
      for (int j = 0; j < n; j++) {
        v.setEntry(i, j, covariance.of(left.get(i), left.get(j)) / (fit.sigma() * fit.sigma()));
      }
    }
    RealMatrix inverse = new LUDecomposition(v).getSolver().getInverse();
    RealMatrix information = x.transpose().multiply(inverse).multiply(x);
    RealMatrix of = new LUDecomposition(information).getSolver().getInverse();
    RealMatrix beta = of.multiply(x.transpose()).multiply(inverse).multiply(y);
    RealMatrix e = y.subtract(x.multiply(beta));
    double variance = e.transpose().multiply(inverse).multiply(e).getEntry(0, 0) / (n - 2);
    assertThat(actual.rows()).isEqualTo(rows().size() - n);
    assertThat(actual.sigma()).isCloseTo(Math.sqrt(variance), within(1e-9));
    for (int c = 0; c < 2; c++) {
      LevelInfluence.Change change = actual.coefficients().get(c);
      assertThat(change.estimate()).isCloseTo(beta.getEntry(c, 0), within(1e-9));
      assertThat(change.standardError())
          .isCloseTo(Math.sqrt(variance * of.getEntry(c, c)), within(1e-9));
    }
  }

  private static final BiPredicate<Row, Row> ONE_SUBJECT =
      (a, b) -> a.subject().equals(b.subject());

  @Test
  void subjectsOfTheResidualsAreLeftOut() {
    var fit = CovaryingInfluenceTest_VisitsModel.fit(rows());
    Covariance covariance =
        (a, b) ->
            ONE_SUBJECT.test(a, b)
                ? fit.residual().standardDeviation(a.visit())
                    * fit.residual().standardDeviation(b.visit())
                    * fit.residual().correlation(a.visit(), b.visit())
                : 0;

    Influence influence = fit.influence("subject", rows());

    assertThat(influence.group()).isEqualTo("subject");
    assertThat(influence.levels()).hasSize(24);
    for (LevelInfluence level : influence.levels()) {
      check(level, fit, row -> !row.subject().equals(level.level()), covariance);
      assertThat(influence.level(level.level())).isEqualTo(level);
    }
    assertThat(influence.toString()).contains("subject").contains("s23");
  }

  /** Items meet in subjects, so that the rows of one covary with those that stay. */
  @Test
  void levelsThatShareSubjectsAreLeftOut() {
    MixedFit<Row> fit = CovaryingInfluenceTest_ItemsModel.fit(rows());
    ResidualCovariance<Double, String> residual =
        CovaryingInfluenceTest_ItemsModel.fit(rows()).residual();
    double item = fit.varianceComponents().get(0).variance();
    Covariance covariance =
        (a, b) ->
            (a.item().equals(b.item()) ? item : 0)
                + (ONE_SUBJECT.test(a, b)
                    ? Math.pow(residual.of(a.arm()).standardDeviation(a.time()), 2)
                        * residual.of(a.arm()).correlation(a.time(), b.time())
                    : 0);

    for (LevelInfluence level : fit.influence("item", rows()).levels()) {
      check(level, fit, row -> !row.item().equals(level.level()), covariance);
    }
    for (LevelInfluence level : fit.influence("subject", rows()).levels()) {
      check(level, fit, row -> !row.subject().equals(level.level()), covariance);
    }
  }

  @Test
  void residualsOfDifferentVariancesAreWeighted() {
    var fit = CovaryingInfluenceTest_ArmsModel.fit(rows());
    double item = fit.varianceComponents().get(0).variance();
    Covariance covariance =
        (a, b) ->
            (a.item().equals(b.item()) ? item : 0)
                + (a == b ? Math.pow(fit.residual().standardDeviation(a.arm()), 2) : 0);

    for (LevelInfluence level : fit.influence("item", rows()).levels()) {
      check(level, fit, row -> !row.item().equals(level.level()), covariance);
    }
    assertThatThrownBy(() -> fit.influence("subject", rows()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("has no group 'subject'");
  }
}
