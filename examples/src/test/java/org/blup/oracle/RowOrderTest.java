package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.model.Criterion;
import org.junit.jupiter.api.Test;

/** What becomes of a model does not depend on the order of its rows. */
class RowOrderTest {

  @MixedModel("y ~ 1 + x0 + x1 + x2 + (1 + x2 | g0:f0) + (1 + x0 || g1)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Collinear(
      double y,
      @Weight double w,
      double x0,
      double x1,
      double x2,
      String g0,
      String g1,
      String f0) {}

  /**
   * x0 and x1 differ in the seventh digit. Some orders were refused, others ended at a variance of
   * 6e10 times the residual's, where double-double gives 293.0712 for the criterion; the numbers
   * here are those of a dense V in R, with x1 − x0 in the place of x1.
   */
  @Test
  void collinearColumnsAreFittedAlikeInEveryOrderOfTheirRows() throws Exception {
    List<Collinear> rows =
        new ArrayList<>(
            Line.read(
                Path.of(RowOrderTest.class.getResource("/digits/variance-ratio-1e10.csv").toURI()),
                line ->
                    new Collinear(
                        line.number("y"),
                        line.number("w"),
                        line.number("x0"),
                        line.number("x1"),
                        line.number("x2"),
                        line.text("g0"),
                        line.text("g1"),
                        line.text("f0"))));
    for (int seed = 0; seed < 24; seed++) {
      var fit = RowOrderTest_CollinearModel.fitting().criterion(Criterion.ML).fit(rows);
      assertThat(fit.criterion()).as("order " + seed).isCloseTo(292.8102, within(1e-4));
      assertThat(fit.sigma()).as("order " + seed).isCloseTo(3.2998, within(1e-3));
      Collections.shuffle(rows, new Random(seed));
    }
  }
}
