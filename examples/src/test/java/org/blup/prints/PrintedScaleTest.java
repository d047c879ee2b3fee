package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the numbers of a table are of stands below it, so that it can be read without its fit. */
class PrintedScaleTest {

  enum Site {
    NORTH,
    SOUTH
  }

  @MixedModel("log(mass) ~ site + x + (1 | g)")
  record Row(double mass, Site site, double x, String g, @Weight double counts) {}

  @MixedModel("log(mass) ~ site + (1 | g)")
  record Fewer(double mass, Site site, String g, @Weight double counts) {}

  static Stream<Object> tables() {
    List<Row> rows = IntStream.range(0, 40).mapToObj(PrintedScaleTest::row).toList();
    PrintedScaleTest_RowModel.Fit fit = PrintedScaleTest_RowModel.fit(rows);
    return Stream.of(
        fit.means().site(),
        fit.means().site().pairwise(),
        fit.referenceGrid(),
        fit.prediction(),
        fit.prediction().table(rows.subList(0, 2), 0.95),
        fit.g().all(),
        fit.g().coefficients(),
        fit.conditionalModes("g"),
        fit.profile(),
        fit.bootstrap().replicates(10).run(),
        fit.diagnostics(rows),
        fit.influence("g", rows));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tablesNameTheFunctionOfTheResponseAndTheWeights(Object table) {
    assertThat(table.toString()).contains("\nOn the scale of log(mass)\nRows weighted by counts\n");
  }

  static Stream<Object> tests() {
    List<Row> rows = IntStream.range(0, 40).mapToObj(PrintedScaleTest::row).toList();
    PrintedScaleTest_RowModel.Fit fit = PrintedScaleTest_RowModel.fit(rows);
    PrintedScaleTest_FewerModel.Fit fewer =
        PrintedScaleTest_FewerModel.fit(
            rows.stream().map(r -> new Fewer(r.mass, r.site, r.g, r.counts)).toList());
    return Stream.of(
        fit.anova(), fit.drop1(), fit.ranova(), fewer.anova(fit), Model.compare(fewer, fit));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void testsNameTheWeights(Object table) {
    assertThat(table.toString()).endsWith("\nRows weighted by counts\n");
  }

  private static Row row(int i) {
    double x = Math.sin(i);
    double log = 2 + 0.5 * x + 0.3 * Math.cos(7 * (i % 8)) + 0.2 * Math.sin(13 * i);
    return new Row(Math.exp(log), Site.values()[i % 3 % 2], x, "g" + i % 8, 1 + i % 4);
  }
}
