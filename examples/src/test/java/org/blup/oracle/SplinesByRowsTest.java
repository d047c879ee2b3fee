package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.MissingValueException;
import org.blup.exception.StorageException;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;

/**
 * Splines whose knots stand at quantiles of the rows, beside R 4.2.2 with lme4 1.1-31: {@code
 * lmer(reaction ~ ns(days, 4) + (1 | subject), sleepstudy)}, and with {@code bs(days, 5)}.
 */
class SplinesByRowsTest {

  @MixedModel(name = "Natural", value = "reaction ~ ns(days, 4) + (1 | subject)")
  @MixedModel(
      name = "NaturalKnots",
      value = "reaction ~ ns(days, knots(2, 4.5, 7), boundary(0, 9)) + (1 | subject)")
  @MixedModel(name = "Cubic", value = "reaction ~ bs(days, 5) + (1 | subject)")
  @MixedModel(
      name = "CubicKnots",
      value = "reaction ~ bs(days, knots(3, 6), boundary(0, 9)) + (1 | subject)")
  @MixedModel(name = "Curves", value = "reaction ~ ns(days, 2) + (ns(days, 2) | subject)")
  @MixedModel(name = "Line", value = "reaction ~ days + (1 | subject)")
  @MixedModel(
      name = "Both",
      value = "reaction ~ bs(log1p(days), 4) + ns(days, 1) + (1 | subject) + (0 + days | subject)")
  record Sleep(double reaction, double days, String subject) {

    static Sleep of(Line line) {
      return new Sleep(line.number("reaction"), line.number("days"), line.text("subject"));
    }
  }

  private static final List<Sleep> ROWS =
      Line.read(OracleFolder.dataFile("sleepstudy.csv"), Sleep::of);

  @Test
  void naturalSplinesAreThoseOfR() {
    checkR(
        SplinesByRowsTest_NaturalModel.fit(ROWS),
        1759.2453383668649,
        31.070021242284977,
        new double[] {
          257.893589590662430,
          47.367064774718393,
          54.955509415659748,
          87.495244759844923,
          89.719982219335293
        },
        new double[] {298.66282976968813, 302.18080390789953, 308.93325816434356},
        new double[] {273.59741695536593, 385.34125342944458});
  }

  @Test
  void cubicSplinesAreThoseOfR() {
    checkR(
        SplinesByRowsTest_CubicModel.fit(ROWS),
        1751.9517620944921,
        31.203128391158867,
        new double[] {
          257.3822870301280545,
          1.6513924617953137,
          21.2115641480552348,
          60.1975720316162466,
          70.5781899836491533,
          94.3201861225423244
        },
        new double[] {298.12699800427163, 302.24643387753753, 310.33587237784741},
        new double[] {274.67177967217339, 430.57514480479961});
  }

  private static void checkR(
      MixedFit<Sleep> fit,
      double criterion,
      double sigma,
      double[] coefficients,
      double[] fitted,
      double[] population) {
    assertThat(fit.criterion()).isCloseTo(criterion, within(1e-6));
    assertThat(fit.sigma()).isCloseTo(sigma, within(1e-5));
    assertThat(fit.coefficients().stream().mapToDouble(each -> each.estimate()).toArray())
        .containsExactly(coefficients, within(1e-6));
    assertThat(ROWS.stream().limit(3).mapToDouble(fit::predict).toArray())
        .containsExactly(fitted, within(1e-4));
    assertThat(
            Stream.of(new Sleep(0, 2.5, "308"), new Sleep(0, 11, "308"))
                .mapToDouble(fit::predictPopulation)
                .toArray())
        .containsExactly(population, within(1e-5));
  }

  @Test
  void coefficientsAreNamedAsInR() {
    assertThat(SplinesByRowsTest_NaturalModel.fit(ROWS).coefficients())
        .extracting(each -> each.name())
        .containsExactly(
            "(Intercept)", "ns(days, 4)1", "ns(days, 4)2", "ns(days, 4)3", "ns(days, 4)4");
  }

  /** The knots are those that quantile() gives R, so that all else is the same computation. */
  @Test
  void answersAreThoseOfWrittenKnotsToTheLastBit() {
    checkSame(SplinesByRowsTest_NaturalModel.model(), SplinesByRowsTest_NaturalKnotsModel.model());
    checkSame(SplinesByRowsTest_CubicModel.model(), SplinesByRowsTest_CubicKnotsModel.model());
  }

  private static void checkSame(
      Model<Sleep, ? extends MixedFit<Sleep>> open, Model<Sleep, ? extends MixedFit<Sleep>> knots) {
    MixedFit<Sleep> one = open.fit(ROWS);
    MixedFit<Sleep> other = knots.fit(ROWS);
    assertThat(one.criterion()).isEqualTo(other.criterion());
    assertThat(one.theta()).containsExactly(other.theta());
    assertThat(one.referenceGrid().at("days", 3.3).overall().estimate())
        .isEqualTo(other.referenceGrid().at("days", 3.3).overall().estimate());
    assertThat(one.drop1().deletions().get(0).pValue())
        .isEqualTo(other.drop1().deletions().get(0).pValue());
    assertThat(one.anova().rows().get(0).f()).isEqualTo(other.anova().rows().get(0).f());
    assertThat(one.simulate(ROWS, 3)).containsExactly(other.simulate(ROWS, 3));
    assertThat(open.design(ROWS).x().data).containsExactly(knots.design(ROWS).x().data);
    double[] responses = one.simulate(ROWS, 4);
    assertThat(one.refit(ROWS.subList(0, 170), Arrays.copyOf(responses, 170)).criterion())
        .isEqualTo(other.refit(ROWS.subList(0, 170), Arrays.copyOf(responses, 170)).criterion());
    assertThat(open.fitting().fit(ROWS, responses).criterion())
        .isEqualTo(knots.fitting().fit(ROWS, responses).criterion());
  }

  @Test
  void fitsAreComparedAndBootstrapped() {
    MixedFit<Sleep> curve = SplinesByRowsTest_NaturalModel.fit(ROWS);
    MixedFit<Sleep> line = SplinesByRowsTest_LineModel.fit(ROWS);
    MixedFit<Sleep> knots = SplinesByRowsTest_NaturalKnotsModel.fit(ROWS);
    assertThat(curve.anova(line).df()).isEqualTo(3);
    assertThat(curve.anova(line).chiSquare()).isEqualTo(knots.anova(line).chiSquare());
    assertThat(curve.bootstrap().replicates(20).seed(1).run().failed()).isZero();
    assertThat(curve.without("ns(days, 4)").criterion())
        .isEqualTo(knots.without("ns(days, knots(2, 4.5, 7), boundary(0, 9))").criterion());
  }

  @Test
  void randomCurvesHaveTheSameKnots() {
    SplinesByRowsTest_CurvesModel.Fit fit = SplinesByRowsTest_CurvesModel.fit(ROWS);
    double[] fitted = ROWS.stream().mapToDouble(fit::predict).toArray();
    Diagnostics diagnostics = fit.diagnostics(ROWS);
    for (int row = 0; row < fitted.length; row++) {
      assertThat(fitted[row]).isCloseTo(diagnostics.fittedValue(row), within(1e-9));
    }
  }

  @Test
  void savedFitsHaveTheirKnots() {
    check(SplinesByRowsTest_NaturalModel.model());
    check(SplinesByRowsTest_CurvesModel.model());
    check(SplinesByRowsTest_BothModel.model());
  }

  private static void check(Model<Sleep, ? extends MixedFit<Sleep>> model) {
    MixedFit<Sleep> live = model.fit(ROWS);
    MixedFit<Sleep> loaded = model.load(new ByteArrayInputStream(saved(live)));
    assertThat(loaded).hasToString(live.toString());
    for (Sleep row : ROWS) {
      assertThat(loaded.predict(row)).isEqualTo(live.predict(row));
    }
    assertThat(saved(loaded)).isEqualTo(saved(live));
  }

  private static byte[] saved(MixedFit<Sleep> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.save(out);
    return out.toByteArray();
  }

  @Test
  void fitsWithOtherDegreesOfFreedomAreRefused() {
    byte[] natural = saved(SplinesByRowsTest_NaturalModel.fit(ROWS));
    assertThatThrownBy(() -> SplinesByRowsTest_CurvesModel.load(new ByteArrayInputStream(natural)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("another model");
  }

  /** Knots are of the rows that take part: those of R if rows with missing values go before. */
  @Test
  void rowsWithMissingValuesTakeNoPart() {
    List<Sleep> more = new ArrayList<>(ROWS);
    more.add(new Sleep(Double.NaN, 100, "308"));
    more.add(0, new Sleep(250, Double.NaN, "308"));
    MixedFit<Sleep> fit =
        SplinesByRowsTest_NaturalModel.fitting().missing(MissingValues.OMIT).fit(more);
    assertThat(fit.criterion()).isEqualTo(SplinesByRowsTest_NaturalModel.fit(ROWS).criterion());
    assertThat(fit.omitted()).isEqualTo(2);
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(more))
        .isInstanceOf(MissingValueException.class)
        .hasMessageContaining("days is missing in row 0 (the 1st)");
  }

  @Test
  void mlHasTheSameKnots() {
    assertThat(
            SplinesByRowsTest_NaturalModel.fitting().criterion(Criterion.ML).fit(ROWS).criterion())
        .isEqualTo(
            SplinesByRowsTest_NaturalKnotsModel.fitting()
                .criterion(Criterion.ML)
                .fit(ROWS)
                .criterion());
  }

  @Test
  void whatIsReadOnceIsRefusedWithTheWayOut() {
    String knots = "write the knots: ns(days, knots(…), boundary(…))";
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(ROWS.stream()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(knots);
    assertThatThrownBy(SplinesByRowsTest_NaturalModel::crossProducts)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(knots);
    assertThatThrownBy(() -> ROWS.stream().collect(SplinesByRowsTest_NaturalModel.toFit()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(knots);
    Stream<Sleep> once = ROWS.stream();
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(once::iterator))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(drained(ROWS)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("180 rows the first time and 0 the second");
  }

  private static <R> Iterable<R> drained(List<R> rows) {
    var iterator = rows.iterator();
    return () -> iterator;
  }

  @Test
  void numbersWithTooFewValuesAreRefused() {
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(days(3, 3, 3)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(
            "ns(days, 4) needs different values of days, but it is 3 in all 180 rows");
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(days(0, 0, 0, 0, 1.5)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("0, 0, 0 between 0 and 1.5. Of 180 rows 2 have different values")
        .hasMessageContaining("boundary(0, 1.5)");
    assertThatThrownBy(
            () -> SplinesByRowsTest_NaturalModel.fit(days(1, 2, Double.POSITIVE_INFINITY)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("days is Infinity in row 2");
    assertThatThrownBy(() -> SplinesByRowsTest_NaturalModel.fit(List.of()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("there are no rows");
  }

  private static List<Sleep> days(double... values) {
    List<Sleep> rows = new ArrayList<>();
    for (int i = 0; i < ROWS.size(); i++) {
      Sleep row = ROWS.get(i);
      rows.add(new Sleep(row.reaction(), values[i % values.length], row.subject()));
    }
    return rows;
  }
}
