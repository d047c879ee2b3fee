package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.bootstrap.BootstrapInterval;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.means.Comparisons;
import org.blup.model.means.MarginalEstimate;
import org.blup.model.means.Multiplicity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small, unbalanced designs with few levels, where methods for small samples reach their limits:
 * every answer is NaN or rests on a positive variance and positive degrees of freedom, and what has
 * no answer says so by Blup's own exceptions.
 */
class OddDesignsTest {

  @MixedModel(name = "Blocks", value = "y ~ f + (1 | a:b) + (1 | b)")
  @MixedModel(name = "Slopes", value = "y ~ x + f + h + (1 + x | a)")
  @MixedModel(name = "Crossed", value = "y ~ x * f + (1 | a) + (1 | b)")
  @MixedModel(name = "Apart", value = "y ~ x + z + h + x:z + (1 | a) + (1 + x || b)")
  @MixedModel(name = "FactorSlopes", value = "y ~ x + f + (1 + h | a) + (1 | b)")
  @MixedModel(name = "Cells", value = "y ~ 0 + f:h + (1 + x | a)")
  @MixedModel(name = "Weighted", value = "y ~ f * h + z + (0 + x | a) + (1 | b)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Row(double y, double x, double z, String f, String h, String a, String b) {}

  private static final List<Model<Row, ? extends MixedFit<Row>>> MODELS =
      List.of(
          OddDesignsTest_BlocksModel.model(),
          OddDesignsTest_SlopesModel.model(),
          OddDesignsTest_CrossedModel.model(),
          OddDesignsTest_ApartModel.model(),
          OddDesignsTest_FactorSlopesModel.model(),
          OddDesignsTest_CellsModel.model(),
          OddDesignsTest_WeightedModel.model());

  private static final int SEEDS = 4;

  static Stream<Long> seeds() {
    return IntStream.range(0, MODELS.size() * SEEDS).mapToObj(Long::valueOf);
  }

  private static List<Row> rows(Random random) {
    int a = 2 + random.nextInt(5);
    int b = 2 + random.nextInt(4);
    int f = 2 + random.nextInt(3);
    int n = 14 + random.nextInt(26);
    double[] effects = random.doubles(a, -2, 2).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int level = random.nextInt(a);
      int site = random.nextInt(b);
      double x = random.nextInt(4) == 0 ? Math.rint(random.nextGaussian()) : random.nextGaussian();
      double y = effects[level] + random.nextGaussian() * (1 + x * x / 4);
      rows.add(
          new Row(
              y,
              x,
              random.nextInt(3),
              "f" + random.nextInt(f),
              "h" + (random.nextInt(3) == 0 ? site % 2 : random.nextInt(2)),
              "a" + level,
              "b" + site));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyAnswerRestsOnSomethingOrIsNone(long seed) {
    List<Row> rows = rows(new Random(seed));
    Model<Row, ? extends MixedFit<Row>> model = MODELS.get((int) (seed % MODELS.size()));
    for (DegreesOfFreedom method : DegreesOfFreedom.values()) {
      MixedFit<Row> fit;
      try {
        fit = model.fitting().degreesOfFreedom(method).fit(rows);
      } catch (BlupException e) {
        return;
      }
      if (method == DegreesOfFreedom.BETWEEN_WITHIN && isRefused(fit)) {
        continue;
      }
      fit.coefficients().forEach(OddDesignsTest::check);
      for (AnovaType type : AnovaType.values()) {
        for (AnovaTable.Row row : fit.anova(type).rows()) {
          check(row.term(), row.f(), row.denominatorDf(), row.pValue());
        }
      }
      means(fit);
      assertThat(fit.toString()).contains("Fixed effects");
    }
  }

  /** Groups that are not nested, and those without an intercept. */
  private static boolean isRefused(MixedFit<Row> fit) {
    try {
      return Double.isNaN(fit.coefficients().get(0).df());
    } catch (BlupException e) {
      assertThat(e).hasMessageContaining("between-within degrees of freedom need");
      return true;
    }
  }

  private static void check(Coefficient c) {
    check(c.name(), c.standardError(), c.df(), c.pValue());
    check(c.name(), c.df() > 0 ? c.standardError() : Double.NaN, c.interval(0.95));
  }

  /** A p-value is one, if what it rests on is positive, and NaN otherwise. */
  private static void check(String name, double f, double df, double p) {
    if (f >= 0 && df > 0) {
      assertThat(p).as(name).isBetween(0.0, 1.0);
    } else {
      assertThat(p).as(name).isNaN();
    }
  }

  private static void check(String name, double standardError, Interval interval) {
    if (standardError > 0) {
      assertThat(interval.upper()).as(name).isGreaterThan(interval.lower());
    } else {
      assertThat(interval.upper()).as(name).isNaN();
      assertThat(interval.lower()).as(name).isNaN();
    }
  }

  private static void means(MixedFit<Row> fit) {
    for (String factor : fit.referenceGrid().factors()) {
      var means = fit.means(factor);
      means.all().forEach(OddDesignsTest::check);
      if (means.all().size() > 1) {
        for (Multiplicity choice : EnumSet.complementOf(EnumSet.of(Multiplicity.DUNNETT))) {
          check(means.pairwise().adjust(choice));
        }
        check(means.versus(means.levels().get(0)));
      }
    }
  }

  private static void check(Comparisons<String> comparisons) {
    comparisons.all().forEach(OddDesignsTest::check);
    assertThat(comparisons.toString()).contains("95");
  }

  private static void check(MarginalEstimate estimate) {
    if (estimate.isEstimable()) {
      check(estimate.name(), estimate.standardError(), estimate.df(), estimate.pValue());
      double standardError = estimate.df() > 0 ? estimate.standardError() : Double.NaN;
      check(estimate.name(), standardError, estimate.interval(0.95));
    }
  }

  /** Whatever is asked of a fit, no exception but Blup's and Java's for bad arguments comes out. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noExceptionIsALibrarys(long seed) {
    List<Row> rows = rows(new Random(seed));
    MixedFit<Row> fit;
    try {
      fit = MODELS.get((int) (seed % MODELS.size())).fit(rows);
    } catch (BlupException e) {
      return;
    }
    Row first = rows.get(0);
    String group = fit.varianceComponents().get(0).group();
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("drop1", () -> assertThat(fit.drop1().toString()).isNotEmpty());
    calls.put("ranova", () -> assertThat(fit.ranova().toString()).isNotEmpty());
    calls.put("summary", fit::toString);
    calls.put("varianceIntervals", () -> fit.varianceIntervals(0.95));
    calls.put("rSquared", fit::rSquared);
    calls.put("icc", fit::intraclassCorrelation);
    calls.put("conditionalAic", fit::conditionalAic);
    calls.put("principalComponents", fit::principalComponents);
    calls.put("varianceInflation", fit::varianceInflation);
    calls.put("diagnostics", () -> fit.diagnostics(rows).cooksDistance(0));
    calls.put("influence", () -> fit.influence(group, rows));
    calls.put("modes", () -> fit.conditionalModes(group).errorCovariance(0));
    calls.put("prediction", () -> fit.prediction().predictionInterval(first, 0.9));
    calls.put(
        "theta", () -> fit.prediction().withThetaUncertainty().confidenceInterval(first, 0.9));
    calls.put("sigma", () -> fit.profile().sigma().interval(0.95));
    calls.put(
        "bootstrap",
        () -> fit.bootstrap().replicates(20).run().interval("sigma", 0.9, BootstrapInterval.BCA));
    calls.put("joint", () -> fit.jointTest(fit.coefficients()));
    calls.put("overall", () -> fit.referenceGrid().overall().interval(0.99));
    calls.forEach(
        (name, call) -> {
          try {
            call.run();
          } catch (RuntimeException e) {
            assertThat(e)
                .as(name + " of " + fit.formula())
                .isInstanceOfAny(
                    BlupException.class,
                    IllegalArgumentException.class,
                    IllegalStateException.class);
            assertThat(e.getClass().getName()).as(name).matches("(org\\.blup|java)\\..*");
          }
        });
  }
}
