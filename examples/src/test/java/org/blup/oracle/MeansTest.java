package org.blup.oracle;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.means.Averaging;
import org.blup.model.means.Comparison;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.Multiplicity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Means, comparisons and trends as emmeans gives them: {@code means.csv}, by {@code means.R}. */
class MeansTest {

  /** What one row of a table says. */
  private record Row(
      boolean estimable, double estimate, double se, double df, Interval interval, double p) {

    static final Row NONE = new Row(false, 0, 0, 0, new Interval(0, 0), 0);

    static Row of(Mean mean) {
      return mean.isEstimable()
          ? new Row(
              true,
              mean.estimate(),
              mean.standardError(),
              mean.df(),
              mean.interval(0.95),
              mean.pValue())
          : NONE;
    }

    static Row of(Comparison comparison) {
      return comparison.isEstimable()
          ? new Row(
              true,
              comparison.estimate(),
              comparison.standardError(),
              comparison.df(),
              comparison.interval(0.95),
              comparison.pValue())
          : NONE;
    }
  }

  /** What emmeans says of one row, as text: {@code NA} where it is not estimable. */
  private record Answer(String fit, String method, String table, String name, Line line) {

    static Answer of(Line line) {
      return new Answer(
          line.text("case"), line.text("how"), line.text("table"), line.text("name"), line);
    }

    boolean isEstimable() {
      return line.boxed("se") != null;
    }

    double number(String column) {
      String text = line.text(column);
      return text.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
  }

  private static final Map<String, DegreesOfFreedom> METHODS =
      Map.of(
          "wald", DegreesOfFreedom.WALD,
          "sw", DegreesOfFreedom.SATTERTHWAITE,
          "kr", DegreesOfFreedom.KENWARD_ROGER);

  private static final Map<String, Function<DegreesOfFreedom, MixedFit<?>>> FITS =
      Map.ofEntries(
          entry("oats", fit(SplitPlots_LinearOatsModel.model(), SplitPlots.LinearOats::of, "oats")),
          entry(
              "oats-cells",
              fit(SplitPlots_OatsCellsModel.model(), SplitPlots.OatsCells::of, "oats")),
          entry("oats-hole", method -> oatsWithout(method, MeansTest::isVictoryAtMost)),
          entry("oats-uneven", method -> oatsWithout(method, MeansTest::isMostInEarlyBlocks)),
          entry(
              "machines",
              fit(
                  SplitPlots_NestedMachinesModel.model(),
                  SplitPlots.NestedMachines::of,
                  "machines")),
          entry("cake", fit(SplitPlots_CakeModel.model(), SplitPlots.Cakes::of, "cake")),
          entry(
              "orthodont",
              fit(
                  GrowthCurves_OrthodontSlopesModel.model(),
                  GrowthCurves.Orthodont::of,
                  "orthodont")),
          entry(
              "sleep-quadratic",
              fit(SleepModels_SleepQuadraticModel.model(), SleepModels.Sleep::of, "sleepstudy")),
          entry(
              "sleep-poly",
              fit(SleepModels_SleepPolyModel.model(), SleepModels.Sleep::of, "sleepstudy")),
          entry(
              "sleep-days",
              fit(SleepModels_SleepFactorDaysModel.model(), SleepModels.Sleep::of, "sleepstudy")),
          entry(
              "heart-rate",
              fit(GrowthCurves_HeartRateModel.model(), GrowthCurves.HeartRate::of, "heart_rate")),
          entry("cbpp", fit(OneWayDesigns_CbppModel.model(), OneWayDesigns.Cbpp::of, "cbpp")));

  private static final Map<String, Function<MixedFit<?>, List<Row>>> TABLES =
      Map.ofEntries(
          entry("oats/variety", f -> rows(f.means("variety"))),
          entry("oats/variety at 0.5", f -> rows(f.means("variety").at("nitro", 0.5))),
          entry("oats/versus dunnett", f -> rows(f.means("variety").versus("Golden Rain"))),
          entry("oats-cells/nitro", f -> rows(f.means("factor(nitro)"))),
          entry("oats-cells/cells", f -> rows(f.means("factor(nitro)", "variety"))),
          entry(
              "oats-cells/variety by nitro",
              f ->
                  f.means("variety").by("factor(nitro)").all().values().stream()
                      .flatMap(means -> rows(means).stream())
                      .toList()),
          entry("oats-hole/cells", f -> rows(f.means("factor(nitro)", "variety"))),
          entry(
              "oats-uneven/variety by rows",
              f -> rows(f.means("variety").averaging(Averaging.PROPORTIONAL))),
          entry(
              "machines/A and B against C none",
              f ->
                  rows(
                      f.means("machine")
                          .contrasts(
                              ordered(
                                  entry("mean", weights("A", 0.5, "B", 0.5, "C", -1)),
                                  entry("sum", weights("A", 1, "B", 1)))))),
          entry("cake/temperature", f -> rows(f.means("factor(temperature)"))),
          entry(
              "cake/temperature by recipe",
              f ->
                  f.means("factor(temperature)").by("recipe").all().values().stream()
                      .flatMap(means -> rows(means).stream())
                      .toList()),
          entry("cake/versus dunnett", f -> rows(f.means("factor(temperature)").versus("175"))),
          entry("cake/trends none", f -> rows(trends(f, 2))),
          entry("cake/trends mvt", f -> rows(trends(f, 3).adjust(Multiplicity.MULTIVARIATE_T))),
          entry("orthodont/sex at 14", f -> rows(f.means("sex").at("age", 14))),
          entry("orthodont/slopes", f -> rows(f.means("sex").slopes("age"))),
          entry(
              "orthodont/slopes pairwise none",
              f -> rows(f.means("sex").slopes("age").pairwise().adjust(Multiplicity.NONE))),
          entry("sleep-quadratic/overall", f -> List.of(Row.of(f.referenceGrid().overall()))),
          entry(
              "sleep-quadratic/overall at 9",
              f -> List.of(Row.of(f.referenceGrid().at("days", 9).overall()))),
          entry(
              "sleep-poly/overall at 7",
              f -> List.of(Row.of(f.referenceGrid().at("days", 7).overall()))),
          entry("sleep-days/days", f -> rows(f.means("factor(days)"))),
          entry("sleep-days/versus dunnett", f -> rows(f.means("factor(days)").versus("0"))),
          entry("heart-rate/slopes", f -> rows(f.means("drug").slopes("time"))));

  /** What is compared pairwise where the table says so; the adjustment is its last word. */
  private static final Map<String, Function<MixedFit<?>, Means<?>>> COMPARED =
      Map.ofEntries(
          entry("oats/pairwise", f -> f.means("variety")),
          entry("oats-cells/nitro pairwise", f -> f.means("factor(nitro)")),
          entry("oats-cells/cells pairwise", f -> f.means("factor(nitro)", "variety")),
          entry(
              "oats-cells/variety at 0.6 pairwise",
              f -> f.means("variety").at("factor(nitro)", "0.6")),
          entry("oats-hole/nitro pairwise", f -> f.means("factor(nitro)")),
          entry("oats-uneven/variety pairwise", f -> f.means("variety")),
          entry("machines/pairwise", f -> f.means("machine")),
          entry("cake/temperature pairwise", f -> f.means("factor(temperature)")),
          entry("orthodont/sex at 14 pairwise", f -> f.means("sex").at("age", 14)),
          entry("sleep-days/pairwise", f -> f.means("factor(days)")),
          entry("heart-rate/drug pairwise", f -> f.means("drug")));

  private static final Map<String, Multiplicity> ADJUSTMENTS =
      Map.of(
          "none", Multiplicity.NONE,
          "tukey", Multiplicity.TUKEY,
          "bonferroni", Multiplicity.BONFERRONI,
          "holm", Multiplicity.HOLM,
          "hochberg", Multiplicity.HOCHBERG,
          "bh", Multiplicity.BENJAMINI_HOCHBERG);

  static Stream<String> fits() {
    return METHODS.keySet().stream()
        .flatMap(method -> FITS.keySet().stream().map(fit -> fit + " " + method))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("fits")
  void tablesAreThoseOfEmmeans(String fitAndMethod) {
    String[] words = fitAndMethod.split(" ");
    Map<String, List<Answer>> tables = new LinkedHashMap<>();
    for (Answer answer : answers()) {
      if (answer.fit().equals(words[0]) && answer.method().equals(words[1])) {
        tables.computeIfAbsent(answer.table(), unseen -> new ArrayList<>()).add(answer);
      }
    }
    if (tables.isEmpty()) {
      return;
    }
    DegreesOfFreedom method = Objects.requireNonNull(METHODS.get(words[1]));
    MixedFit<?> fit = Objects.requireNonNull(FITS.get(words[0])).apply(method);
    tables.forEach((table, answers) -> compare(answers, rows(fit, words[0], table)));
  }

  private static void compare(List<Answer> answers, List<Row> rows) {
    assertThat(rows).as(answers.get(0).table()).hasSameSizeAs(answers);
    for (int i = 0; i < rows.size(); i++) {
      Answer answer = answers.get(i);
      Row row = rows.get(i);
      String about = answer.fit() + ", " + answer.table() + ": " + answer.name();
      assertThat(row.estimable()).as(about).isEqualTo(answer.isEstimable());
      if (row.estimable()) {
        compare(about, answer, row);
      }
    }
  }

  /**
   * emmeans' own errors: lme4's optimum; ptukey's 1e-8; mvtnorm's 5e-4; a slope's difference
   * quotient is exact for a line.
   */
  private static void compare(String about, Answer answer, Row row) {
    double se = answer.number("se");
    boolean integrated = about.contains("dunnett") || about.contains("mvt");
    assertThat(row.estimate()).as(about).isCloseTo(answer.number("estimate"), within(1e-6 * se));
    assertThat(row.se()).as(about).isCloseTo(se, within(1e-6 * se));
    if (!Double.isInfinite(answer.number("df"))) {
      assertThat(row.df()).as(about).isCloseTo(answer.number("df"), within(1e-6 * row.df()));
    }
    double interval = (integrated ? 5e-3 : 1e-6) * se;
    assertThat(row.interval().lower())
        .as(about)
        .isCloseTo(answer.number("lower"), within(interval));
    assertThat(row.interval().upper())
        .as(about)
        .isCloseTo(answer.number("upper"), within(interval));
    assertThat(row.p()).as(about).isCloseTo(answer.number("p"), within(integrated ? 5e-4 : 1e-6));
  }

  private static List<Row> rows(MixedFit<?> fit, String name, String table) {
    Function<MixedFit<?>, List<Row>> rows = TABLES.get(name + "/" + table);
    if (rows != null) {
      return rows.apply(fit);
    }
    int last = table.lastIndexOf(' ');
    Function<MixedFit<?>, Means<?>> compared =
        last < 0 ? null : COMPARED.get(name + "/" + table.substring(0, last));
    if (compared == null) {
      return rows(fit.means(table.equals("temperature") ? "factor(temperature)" : table));
    }
    Multiplicity multiplicity = Objects.requireNonNull(ADJUSTMENTS.get(table.substring(last + 1)));
    return rows(compared.apply(fit).pairwise().adjust(multiplicity));
  }

  private static List<Row> rows(Means<?> means) {
    return means.all().stream().map(Row::of).toList();
  }

  private static List<Row> rows(Comparisons<?> comparisons) {
    return comparisons.all().stream().map(Row::of).toList();
  }

  private static Comparisons<String> trends(MixedFit<?> cake, int count) {
    List<Map.Entry<String, Map<String, Double>>> all =
        List.of(
            entry("linear", byTemperature(-5, -3, -1, 1, 3, 5)),
            entry("quadratic", byTemperature(5, -1, -4, -4, -1, 5)),
            entry("last", byTemperature(0, 0, 0, 0, -1, 1)));
    Map<String, Map<String, Double>> chosen = new LinkedHashMap<>();
    all.subList(0, count).forEach(e -> chosen.put(e.getKey(), e.getValue()));
    return cake.means("factor(temperature)").contrasts(chosen);
  }

  private static Map<String, Double> byTemperature(double... weights) {
    Map<String, Double> byLevel = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      byLevel.put(String.valueOf(175 + 10 * i), weights[i]);
    }
    return byLevel;
  }

  private static Map<String, Double> weights(Object... levelsAndWeights) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < levelsAndWeights.length; i += 2) {
      weights.put((String) levelsAndWeights[i], ((Number) levelsAndWeights[i + 1]).doubleValue());
    }
    return weights;
  }

  @SafeVarargs
  private static <V> Map<String, V> ordered(Map.Entry<String, V>... entries) {
    Map<String, V> map = new LinkedHashMap<>();
    for (Map.Entry<String, V> each : entries) {
      map.put(each.getKey(), each.getValue());
    }
    return map;
  }

  private static boolean isVictoryAtMost(SplitPlots.OatsCells row) {
    return row.variety().equals("Victory") && row.nitro().equals("0.6");
  }

  private static boolean isMostInEarlyBlocks(SplitPlots.OatsCells row) {
    return row.nitro().equals("0.6") && List.of("I", "II", "III").contains(row.block());
  }

  private static MixedFit<?> oatsWithout(
      DegreesOfFreedom method, java.util.function.Predicate<SplitPlots.OatsCells> left) {
    List<SplitPlots.OatsCells> rows =
        Line.read(data("oats"), SplitPlots.OatsCells::of).stream().filter(left.negate()).toList();
    return SplitPlots_OatsCellsModel.fitting().degreesOfFreedom(method).fit(rows);
  }

  private static <R, F extends MixedFit<R>> Function<DegreesOfFreedom, MixedFit<?>> fit(
      Model<R, F> model, Function<Line, R> toRow, String file) {
    return method -> model.fitting().degreesOfFreedom(method).fit(Line.read(data(file), toRow));
  }

  private static Path data(String file) {
    return OracleFolder.dataFile(file + ".csv");
  }

  private static List<Answer> answers() {
    Path data = OracleFolder.shipped().data();
    return Line.read(data.resolveSibling("means.csv"), Answer::of);
  }
}
