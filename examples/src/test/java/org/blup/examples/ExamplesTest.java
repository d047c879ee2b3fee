package org.blup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The programs print what others have published of the same data. */
class ExamplesTest {

  @Test
  void sleepStudyPrintsTheEstimatesOfLme4() {
    assertThat(printed(() -> SleepStudy.main(new String[0])))
        .contains("REML criterion: 1743.6", "251.4051 ms", "+10.4673 ms", "+9.1990 ms a day");
  }

  @Test
  void readmeShowsWhatIsPrinted() throws IOException {
    assertThat(Files.readString(Path.of("../README.md")))
        .contains(printed(() -> SleepStudy.main(new String[0])));
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
