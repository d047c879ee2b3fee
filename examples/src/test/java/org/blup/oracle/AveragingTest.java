package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.means.Averaging;
import org.blup.model.means.MarginalEstimate;
import org.blup.model.means.Multiplicity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Means averaged by rows and by cells beside emmeans 1.8.4: {@code inference/averaging.csv}, by
 * {@code averaging.R}, which makes the unbalanced rows too.
 */
class AveragingTest {

  @MixedModel(name = "Additive", value = "y ~ a + b + c + x + (1 | g)")
  @MixedModel(name = "Crossed", value = "y ~ a * b + c + x + (1 | g)")
  @MixedModel(name = "Pairwise", value = "y ~ a + b * c + x + (1 | g)")
  @MixedModel(name = "Nested", value = "y ~ a / klass + x + (1 | g)")
  record Row(double y, String a, String b, String c, String klass, double x, String g) {

    static Row of(Line line) {
      return new Row(
          line.number("y"),
          line.text("a"),
          line.text("b"),
          line.text("c"),
          line.text("class"),
          line.number("x"),
          line.text("g"));
    }
  }

  private record Answer(String model, String table, Line line) {

    static Answer of(Line line) {
      return new Answer(line.text("model"), line.text("table"), line);
    }
  }

  private static final java.nio.file.Path FOLDER =
      OracleFolder.shipped().data().resolveSibling("../inference");

  private static final List<Row> ROWS = Line.read(FOLDER.resolve("averaging-rows.csv"), Row::of);

  private static final Map<String, MixedFit<Row>> FITS =
      Map.of(
          "additive", AveragingTest_AdditiveModel.fit(ROWS),
          "crossed", AveragingTest_CrossedModel.fit(ROWS),
          "pairwise", AveragingTest_PairwiseModel.fit(ROWS),
          "nested", AveragingTest_NestedModel.fit(ROWS));

  @ParameterizedTest
  @ValueSource(strings = {"additive", "crossed", "pairwise", "nested"})
  void meansAreThoseOfEmmeans(String model) {
    Map<String, List<Line>> tables = new LinkedHashMap<>();
    for (Answer answer : Line.read(FOLDER.resolve("averaging.csv"), Answer::of)) {
      if (answer.model().equals(model)) {
        tables.computeIfAbsent(answer.table(), unseen -> new ArrayList<>()).add(answer.line());
      }
    }
    assertThat(tables).isNotEmpty();
    tables.forEach((table, answers) -> compare(table, answers, estimates(model, table)));
  }

  private static void compare(
      String table, List<Line> answers, List<? extends MarginalEstimate> estimates) {
    assertThat(estimates).as(table).hasSameSizeAs(answers);
    for (int i = 0; i < answers.size(); i++) {
      Line answer = answers.get(i);
      MarginalEstimate estimate = estimates.get(i);
      String about = table + ": " + estimate.name();
      boolean known = answer.boxed("se") != null;
      assertThat(estimate.isEstimable()).as(about).isEqualTo(known);
      if (known) {
        double se = answer.number("se");
        assertThat(estimate.estimate())
            .as(about)
            .isCloseTo(answer.number("estimate"), within(1e-6 * se));
        assertThat(estimate.standardError()).as(about).isCloseTo(se, within(1e-6 * se));
        double df = answer.number("df");
        assertThat(estimate.df()).as(about).isCloseTo(df, within(2e-6 * df));
      }
    }
  }

  /** The table of a name like {@code b by a flat}. */
  private static List<? extends MarginalEstimate> estimates(String model, String table) {
    MixedFit<Row> fit = Objects.requireNonNull(FITS.get(model));
    int last = table.lastIndexOf(' ');
    Averaging averaging = Averaging.valueOf(table.substring(last + 1).toUpperCase(Locale.ROOT));
    return switch (table.substring(0, last)) {
      case "a" -> fit.means("a").averaging(averaging).all();
      case "b at c2" -> fit.means("b").averaging(averaging).at("c", "c2").all();
      case "a at c2" -> fit.means("a").averaging(averaging).at("c", "c2").all();
      case "a b" -> fit.means("a", "b").averaging(averaging).all();
      case "a pairs" ->
          fit.means("a").averaging(averaging).pairwise().adjust(Multiplicity.NONE).all();
      case "overall" -> List.of(fit.referenceGrid().averaging(averaging).overall());
      case "b by a" ->
          fit.means("b").averaging(averaging).by("a").all().values().stream()
              .flatMap(means -> means.all().stream())
              .toList();
      default -> throw new AssertionError(table);
    };
  }

  @Test
  void theTableSaysHowItAverages() {
    MixedFit<Row> nested = AveragingTest_NestedModel.fit(ROWS);

    assertThat(nested.means("a").averaging(Averaging.FLAT).toString())
        .contains("Averaged over klass, combinations with rows within each mean counting equally");
    assertThat(nested.means("a").averaging(Averaging.CELLS).toString())
        .contains("Averaged over klass, combinations counting by their rows within each mean");
    assertThat(nested.means("klass").averaging(Averaging.FLAT).get("a1.2").estimate())
        .as("a nested factor has the means of its cells")
        .isCloseTo(nested.means("a", "klass").get(List.of("a1", "a1.2")).estimate(), within(1e-9));
    assertThatThrownBy(() -> nested.means("a").get("a1").estimate())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Averaging.FLAT");
  }

  @Test
  void countsThatTheFitDoesNotHaveAreNamed() {
    MixedFit<Row> additive = AveragingTest_AdditiveModel.fit(ROWS);

    assertThatThrownBy(() -> additive.means("a").averaging(Averaging.FLAT))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Averaging.FLAT needs to know how many rows")
        .hasMessageContaining("combination of a, b, c has");
    assertThat(additive.means("a").averaging(Averaging.CELLS).get("a1").isEstimable()).isTrue();
  }
}
