package org.blup.internal.model.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.reml.search.Reml;
import org.blup.model.prediction.UnknownLevels;
import org.junit.jupiter.api.Test;

/** Where the residuals of further rows stand. */
class RowPredictorsTest {

  private static final int SUBJECTS = 30;

  private static final ModelStructure STRUCTURE =
      ModelStructure.of("Visits", "Visits")
          .response("y")
          .factor("time", Levels.strings())
          .factor("subject", Levels.strings())
          .fixed(EffectTerm.intercept())
          .residual(ResidualTerm.over("time", "subject").in(CovarianceStructure.COMPOUND_SYMMETRY))
          .build();

  private static TestRow row(double y, int time, String subject) {
    return new TestRow(y, 1, 0, new double[0], new String[] {"t" + time, subject});
  }

  private static List<TestRow> rows() {
    Random random = new Random(7);
    List<TestRow> rows = new ArrayList<>();
    for (int s = 0; s < SUBJECTS; s++) {
      double own = random.nextGaussian();
      for (int time = 0; time < 3; time++) {
        rows.add(row(own + random.nextGaussian(), time, "s" + s));
      }
    }
    return rows;
  }

  private static PostFit fit(List<TestRow> rows) {
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, rows);
    ObservedDesign design = DesignAssembly.observe(sums, false);
    var equations = ResidualAssembly.equations(design, sums).orElseThrow();
    return new PostFit(design, Reml.solve(equations, true, (theta, value) -> {}), true);
  }

  /** A subject is given a number once it is kept, and one that is asked about is not. */
  @Test
  void subjectsOfFurtherRowsAreNotKept() {
    List<TestRow> rows = rows();
    PostFit fit = fit(rows);
    RowResiduals residuals = new RowResiduals(fit);
    WorkingRows<TestRow> reader = new WorkingRows<>(fit.design(), TestRow::read);
    List<Place> places = new ArrayList<>();
    for (TestRow row : rows) {
      reader.read(row);
      places.add(residuals.place(reader));
    }
    RowPredictors<TestRow> predictors =
        new RowPredictors<>(
            fit, residuals, reader, IncludedEffects.all(STRUCTURE), UnknownLevels.POPULATION_MEAN);

    for (int i = 0; i < 100; i++) {
      Place alone = predictors.place(row(0, i % 3, "new" + i)).orElseThrow();
      assertThat(alone.subject()).isNegative();
      assertThat(residuals.covariance(alone, alone)).isPositive();
      assertThat(residuals.covariance(alone, places.get(i % rows.size()))).isZero();
    }

    assertThat(predictors.place(row(0, 1, "s4")).orElseThrow().subject())
        .isEqualTo(places.get(12).subject());
    reader.read(row(0, 1, "another"));
    assertThat(residuals.place(reader).subject()).isEqualTo(SUBJECTS);
  }

  @Test
  void covariancesOfManyRowsAreThoseOfEachTwo() {
    List<TestRow> rows = rows().subList(0, 9);
    PostFit fit = fit(rows());
    RowResiduals residuals = new RowResiduals(fit);
    WorkingRows<TestRow> reader = new WorkingRows<>(fit.design(), TestRow::read);
    List<Place> places = new ArrayList<>();
    for (TestRow row : rows) {
      reader.read(row);
      places.add(residuals.place(reader));
    }
    double[] covariances = residuals.covariances(places);
    for (int s = 0; s < 9; s++) {
      for (int t = 0; t < 9; t++) {
        double covariance = residuals.covariance(places.get(s), places.get(t));
        assertThat(covariances[s * 9 + t]).isEqualTo(covariance);
        assertThat(covariance != 0).isEqualTo(s / 3 == t / 3);
      }
    }
  }
}
