package org.blup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.blup.script.Blup;
import org.blup.script.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print where nothing is wrong. */
class CommandsTest {

  private static final String SLEEP = "reaction ~ days + (days | subject)";
  private static final String OATS = "yield ~ variety + nitro + (1 | block)";

  @TempDir Path folder;

  @Test
  void fitPrintsTheSummaryAndNothingElse() {
    Run run = Run.of("fit", SLEEP, Run.example("sleepstudy"));

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(Blup.fit(SLEEP, Table.readCsv(Run.example("sleepstudy"))).mixedFit().toString());
  }

  @Test
  void fitReadsStandardInput() {
    StringBuilder data = new StringBuilder("y;x;g\n");
    for (int i = 0; i < 24; i++) {
      data.append(
          String.format("%.3f;%d;%s%n", i % 4 + Math.sin(3 * i), i % 6, "g" + i / 6)
              .replace('.', ','));
    }
    data.append("-99;1;g0\n");

    Run run =
        Run.with(
            data.toString(),
            "fit",
            "y ~ x + (1 | g)",
            "-",
            "--decimal-comma",
            "--na",
            "-99",
            "--missing",
            "omit");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Number of rows: 24", "was missing: 1");
  }

  /** The criteria of lme4: {@code lmer(…, sleepstudy, REML = FALSE)} has 1751.939. */
  @Test
  void fitByMaximumLikelihoodWithTestsByKenwardAndRoger() {
    Run run =
        Run.of(
            "fit",
            SLEEP,
            Run.example("sleepstudy"),
            "--ml",
            "--level",
            "0.9",
            "--anova",
            "--modes");
    Run kenwardRoger = Run.of("fit", SLEEP, Run.example("sleepstudy"), "--kr");

    assertThat(run.out())
        .contains("ML criterion: 1751.9", "Conditional modes of subject", " 308 ")
        .contains("90");
    assertThat(kenwardRoger.out()).contains("Kenward");
  }

  @Test
  void fitByIterations() {
    String formula = "diameter ~ 1 + (1 | plate) + (1 | sample)";
    Run run = Run.of("fit", formula, Run.example("penicillin"), "--algorithm", "iterative");
    Run refused = Run.of("fit", SLEEP, Run.example("sleepstudy"), "--algorithm", "iterative");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Fitted by iterations");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).startsWith("blup: ");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void warningsGoToStandardError() {
    Run run = Run.of("fit", "reaction ~ 1 + (days | subject)", Run.example("sleepstudy"));

    assertThat(run.code()).isZero();
    assertThat(run.err()).startsWith("blup: warning: [BLUP9");
    assertThat(run.out()).doesNotContain("BLUP9");
  }

  @Test
  void initWritesTheRecord() throws IOException {
    Path file = folder.resolve("Sleep.java");

    Run printed = Run.of("init", Run.example("sleepstudy"), "--formula", SLEEP);
    Run written =
        Run.of("init", Run.example("sleepstudy"), "--name", "a.Sleep", "-o", file.toString());
    Run again = Run.of("init", Run.example("sleepstudy"), "-o", file.toString());
    Run forced = Run.of("init", Run.example("sleepstudy"), "-o", file.toString(), "--force");

    assertThat(printed.out())
        .contains("@MixedModel(\"" + SLEEP + "\")", "public record Sleepstudy(");
    assertThat(written.code()).isZero();
    assertThat(written.out()).isEmpty();
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "blup: There is a file %s already: give another --output, or --force to replace it%n"
                .formatted(file));
    assertThat(forced.code()).isZero();
    assertThat(Files.readString(file)).startsWith("import org.blup.MixedModel;");
  }

  /** The record does not say how its file is written. */
  @Test
  void initSaysHowTheFileIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("ernte.csv"), "y;g\n1,5;p\n.;p\n3,5;q\n4;q\n");

    Run run =
        Run.of("init", file.toString(), "--decimal-comma", "--na", "NA,.", "--name", "a.Ernte");

    assertThat(run.out())
        .startsWith(
            "// Rows: ErnteModel.csv().decimalComma().missing(\"NA\", \".\").read(Path.of(\""
                + file
                + "\"))\npackage a;")
        .contains("double y");
  }

  @Test
  void initNamesTheOptionThatAColumnNeeds() {
    Run run = Run.with("y;g\n1,5;p\n3,5;q\n", "init", "-", "--name", "Ernte");

    assertThat(run.out())
        .contains("If the comma is a decimal mark, read the file with --decimal-comma\n")
        .doesNotContain("csv()");
  }

  @Test
  void initOfStandardInputSaysSo() {
    Run run = Run.with("y;g\n1,5;p\n3,5;q\n", "init", "-", "--decimal-comma", "--name", "Ernte");

    assertThat(run.out())
        .startsWith(
            "// Rows: ErnteModel.csv().decimalComma().read(System.in, \"standard input\")\n");
  }

  @Test
  void meansAreThoseOfTheFit() {
    Run run = Run.of("means", OATS, Run.example("oats"), "--by", "variety", "--pairwise");
    Run at = Run.of("means", OATS, Run.example("oats"), "--by", "variety", "--at", "nitro=0");
    String expected =
        Blup.fit(OATS, Table.readCsv(Run.example("oats"))).means("variety").toString();

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith(expected).contains("Golden Rain - Marvellous", "Tukey");
    assertThat(at.out()).isNotEqualTo(expected).contains("Victory");
  }

  @Test
  void meansOfCombinationsAreOfAllOfThem() {
    Run run =
        Run.of(
            "means",
            "yield ~ variety * factor(dose) + (1 | block)",
            oatsWithDose(),
            "--by",
            "variety,factor(dose)");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.contains("Victory"))).hasSize(4);
  }

  private String oatsWithDose() {
    try {
      String oats = Files.readString(Path.of(Run.example("oats")));
      StringBuilder text = new StringBuilder();
      for (String line : oats.lines().toList()) {
        String[] cells = line.split(",");
        String dose =
            text.isEmpty() ? "dose" : Long.toString(Math.round(10 * Double.parseDouble(cells[2])));
        text.append(line).append(',').append(dose).append('\n');
      }
      return Files.writeString(folder.resolve("oats.csv"), text).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void compareTestsNestedModels() {
    Run run =
        Run.of(
            "compare",
            "reaction ~ days + (1 | subject)",
            SLEEP,
            "reaction ~ 1 + (1 | subject)",
            Run.example("sleepstudy"));

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Pr(>Chisq)", "reaction ~ 1 + days + (1 + days | subject)");
  }

  /** Day 7 of driver 308 is the README's. */
  @Test
  void predictWritesTheRowsWithTheirPredictions() {
    Run run =
        Run.with(
            "days,subject,note\n7,308,\"a, b\"\n2.5,309,\n",
            "predict",
            SLEEP,
            Run.example("sleepstudy"),
            "-");
    Run intervals =
        Run.with(
            "days,subject\n7,999\n",
            "predict",
            SLEEP,
            Run.example("sleepstudy"),
            "-",
            "--new-levels",
            "--interval",
            "response");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().toList().get(0)).isEqualTo("days,subject,note,predicted");
    assertThat(run.out().lines().toList().get(1)).startsWith("7,308,\"a, b\",391.3274");
    assertThat(run.out().lines().toList().get(2)).startsWith("2.5,309,,");
    assertThat(intervals.out()).startsWith("days,subject,predicted,standardError,lower,upper\n");
    assertThat(intervals.out().lines().toList().get(1).split(",")).hasSize(6);
  }

  /** A fit from another process predicts as the model does, bit for bit. */
  @Test
  void aSavedFitPredicts() {
    String file = folder.resolve("fit.json").toString();
    String rows = "days,subject\n7,308\n2.5,309\n";

    Run fit = Run.of("fit", SLEEP, Run.example("sleepstudy"), "--save", file);
    Run saved = Run.with(rows, "predict", file, "-", "--interval", "mean");
    Run fitted =
        Run.with(rows, "predict", SLEEP, Run.example("sleepstudy"), "-", "--interval", "mean");

    assertThat(fit.code()).isZero();
    assertThat(saved.err()).isEmpty();
    assertThat(saved.out()).isEqualTo(fitted.out());
  }

  @Test
  void aSavedScorerPredicts() {
    String file = folder.resolve("fit.scorer").toString();
    String rows = "days,subject\n7,308\n7,999\n";

    Run fit = Run.of("fit", SLEEP, Run.example("sleepstudy"), "--save-scorer", file);
    Run saved = Run.with(rows, "predict", file, "-", "--new-levels");
    Run interval = Run.with(rows, "predict", file, "-", "--interval", "mean");

    assertThat(fit.code()).isZero();
    assertThat(saved.err()).isEmpty();
    assertThat(saved.out()).startsWith("days,subject,predicted\n7,308,391.32");
    assertThat(interval.code()).isEqualTo(2);
    assertThat(interval.err())
        .startsWith("blup: --interval needs the fit, and " + file + " is a scorer");
  }

  @Test
  void theLevelOfMeansIsThatOfTheirDifferences() {
    Run run =
        Run.of(
            "means", OATS, Run.example("oats"), "--by", "variety", "--pairwise", "--level", "0.9");

    assertThat(run.out().split("\n\n", 2)).allSatisfy(table -> assertThat(table).contains("90 %"));
  }

  @Test
  void aReportIsWrittenBesideTheSummary() throws IOException {
    Path report = folder.resolve("report.html");

    Run run = Run.of("fit", SLEEP, Run.example("sleepstudy"), "--report", report.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Linear mixed model fit by REML");
    assertThat(Files.readString(report)).contains("<html", "reaction ~ 1 + days");
  }

  @Test
  void resultsComeAsJson() {
    String sleep = Run.example("sleepstudy");
    Table table = Table.readCsv(sleep);
    String smaller = "reaction ~ days + (1 | subject)";

    assertThat(Run.of("fit", SLEEP, sleep, "--json").out().strip())
        .isEqualTo(Blup.fit(SLEEP, table).mixedFit().toJson().strip())
        .startsWith("{");
    assertThat(Run.of("compare", SLEEP, smaller, sleep, "--json").out()).contains("chiSquare");
    assertThat(
            Run.of("means", OATS, Run.example("oats"), "--by", "variety", "--json").out().strip())
        .isEqualTo(
            Blup.fit(OATS, Table.readCsv(Run.example("oats"))).means("variety").toJson().strip());
    assertThat(Run.of("fit", SLEEP, sleep, "--json", "--anova").code()).isEqualTo(2);
  }
}
