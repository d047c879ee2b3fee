package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.design.UnidentifiableModelException;
import org.blup.model.Criterion;
import org.junit.jupiter.api.Test;

/** Whether a model is refused does not depend on the order of its rows. */
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
   * x0 and x1 differ in the seventh digit, and the variance of a slope is 6e10 times the
   * residual's: in double-double the criterion at a fit's own optimum was 0.53 off.
   */
  @Test
  void aModelWithoutDigitsIsRefusedInEveryOrderOfItsRows() throws Exception {
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
      assertThatThrownBy(
              () -> RowOrderTest_CollinearModel.fitting().criterion(Criterion.ML).fit(rows))
          .as("order " + seed)
          .isInstanceOf(UnidentifiableModelException.class)
          .hasMessageStartingWith(
              "Collinear: the coefficient of x1 would have fewer than four digits: nearly all of"
                  + " its column is made up by other columns of the fixed effects.");
      Collections.shuffle(rows, new Random(seed));
    }
  }
}
