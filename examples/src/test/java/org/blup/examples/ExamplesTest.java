package org.blup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs print what others have published of the same data. */
class ExamplesTest {

  @Test
  void sleepStudyPrintsTheEstimatesOfLme4() {
    assertThat(printed(() -> SleepStudy.main(new String[0])))
        .contains("REML criterion: 1743.6", "251.4051 ms", "+10.4673 ms", "+9.1990 ms a day");
  }

  @Test
  void readmeShowsWhatIsPrinted() throws IOException {
    String printed = printed(() -> SleepStudy.main(new String[0]));
    int summary = printed.indexOf("\n\nintercept ");

    assertThat(Files.readString(Path.of("../README.md")))
        .contains(printed.substring(0, summary))
        .contains(printed.substring(summary).strip());
  }

  /** The comparisons of varieties in the vignettes of R's emmeans, by Kenward and Roger. */
  @Test
  void oatsPrintsTheComparisonsOfEmmeans() {
    assertThat(printed(() -> Oats.main(new String[0])))
        .containsPattern("-5\\.292 +7\\.079 +10\\.00 .* 0\\.7419")
        .containsPattern("6\\.875 +7\\.079 +10\\.00 .* 0\\.6104")
        .containsPattern("12\\.167 +7\\.079 +10\\.00 .* 0\\.2458");
  }

  /** The estimates and profile intervals of Bates et al. (2010), lme4, chapters 2.1 and 2.1.2. */
  @Test
  void penicillinPrintsTheIntervalsOfLme4() {
    assertThat(printed(() -> Penicillin.main(new String[0])))
        .contains("REML criterion: 330.9", "0.84670", "1.9316", "0.54992")
        .containsPattern("plate, by profile +0\\.634 to 1\\.182")
        .containsPattern("sample, by profile +1\\.096 to 3\\.556")
        .containsPattern("sigma, by profile +0\\.486 to 0\\.629");
  }

  /**
   * Criterion, estimate, standard error and degrees of freedom of the dense likelihood, {@code
   * oracle/covariance/fits/fev-us-full-reml.json}.
   */
  @Test
  void trialPrintsTheEstimatesOfTheDenseLikelihood() {
    assertThat(printed(() -> Trial.main(new String[0])))
        .contains("REML criterion: 3386.4")
        .containsPattern("armTRT +3\\.774 +1\\.081 +144\\.07 +3\\.490")
        .contains("Correlation of the first two visits: 0.44");
  }

  /** The interval (0.03733, 0.11385) of the logarithms, {@code fits/be05-c.json}. */
  @Test
  void bioequivalencePrintsTheIntervalOfTheDenseLikelihood() {
    assertThat(printed(() -> Bioequivalence.main(new String[0])))
        .contains("90 % interval 103.80 % to 112.06 %")
        .contains("REML criterion: -74.9");
  }

  /** The variances 3.060 and 2.938 of {@code fits/gryphon-animal-sex.json}. */
  @Test
  void breedingValuesPrintsTheHeritabilityOfTheDenseLikelihood() {
    assertThat(printed(() -> BreedingValues.main(new String[0])))
        .contains("REML criterion: 3896.1")
        .contains("Heritability: 0.510")
        .contains("groups: related(animal) 1309");
  }

  /** Bates et al. (2010), lme4, section 2.2.2. */
  @Test
  void pastesPrintsTheVariancesOfLme4() {
    assertThat(printed(() -> Pastes.main(new String[0])))
        .contains("REML criterion: 247.0", "1.6573", "8.4337", "0.67800")
        .containsPattern("batch:cask +78 % of the variance");
  }

  /** Bates et al. (2010), lme4, sections 1.3.1 and 1.3.2. */
  @Test
  void shrinkagePrintsTheVariancesOfLme4() {
    assertThat(printed(() -> Shrinkage.main(new String[0])))
        .contains("dyestuff.csv: σ between batches 42.00, within 49.51")
        .contains("dyestuff2.csv: σ between batches 0.00, within 3.72")
        .containsPattern("F +1470\\.000 +1482\\.505");
  }

  /** In closed form, and lme4's ML. */
  @Test
  void remlIsTheAnalysisOfVarianceAndMlIsLess() {
    assertThat(printed(() -> RemlAndAnova.main(new String[0])))
        .containsPattern("ANOVA +1764\\.050 +2451\\.250")
        .containsPattern("REML +1764\\.050 +2451\\.250")
        .containsPattern("ML +1388\\.333 +2451\\.250");
  }

  /** lme4 1.1-31: {@code anova(lmer(hr ~ baseHR + drug * factor(time) + (1 | patient)))}. */
  @Test
  void repeatedMeasuresPrintsTheTestsOfLme4() {
    assertThat(printed(() -> RepeatedMeasures.main(new String[0])))
        .containsPattern("factor\\(time\\) +4 +84\\.00 +6\\.853")
        .containsPattern(":factor\\(time\\) +8 +84\\.00 +0\\.961")
        .containsPattern("factor\\(time\\) = 1\n");
  }

  /** The likelihood-ratio statistics of lme4's {@code anova(…, refit = FALSE)}. */
  @Test
  void modelComparisonPrintsTheStatisticsOfLme4() {
    assertThat(printed(() -> ModelComparison.main(new String[0])))
        .containsPattern("\\|\\| subject\\) +5 .* 42\\.796 +1")
        .containsPattern("days \\| subject\\) +6 .* 0\\.041 +1");
  }

  /** lme4 1.1-31: {@code lmer(math ~ cltype + (1 | sch/tch))} of kindergarten, and by school. */
  @Test
  void classSizesPrintsTheStandardErrorsOfLme4() {
    assertThat(printed(() -> ClassSizes.main(new String[0])))
        .contains("+8.88 points", "(standard error 1.41,", "AIC 60935")
        .contains("+8.03 points", "(standard error 2.59,", "AIC 60595")
        .contains("16.4 points");
  }

  /** What is missing at random leaves the mixed model where it was, and not the mean. */
  @Test
  void dropoutsMisleadTheMeanAlone() {
    assertThat(printed(() -> Dropouts.main(new String[0])))
        .contains("still there 284.7 ms", "350.6 ms (of all rows: 345.6 ms)");
  }

  static Set<String> names() {
    return AllExamples.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyExampleRuns(String name) {
    assertThat(
            printed(
                () -> {
                  try {
                    AllExamples.all().get(name).main(new String[] {"20000"});
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }))
        .isNotBlank();
  }

  @Test
  void noExampleIsLeftOut() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/blup/examples"))) {
      Set<String> programs = new TreeSet<>();
      for (Path source : sources.sorted().toList()) {
        if (Files.readString(source).contains("void main(String[] args) ")) {
          programs.add(source.getFileName().toString().replace(".java", ""));
        }
      }
      programs.remove("AllExamples");
      assertThat(Files.readString(Path.of("../README.md"))).contains(programs);
      // it serves until it is stopped
      programs.remove("ScoringService");
      assertThat(names()).containsExactlyElementsOf(programs);
    }
  }

  private static String printed(Runnable program) {
    PrintStream before = System.out;
    Locale locale = Locale.getDefault();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Locale.setDefault(Locale.ROOT);
    System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
      Locale.setDefault(locale);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
