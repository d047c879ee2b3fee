package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.blup.design.Relationship;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.io.StoredFile;
import org.blup.model.prediction.UnknownLevels;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits to tables that were saved for predictions alone predict as they did. */
class TableScorerTest {

  private static final TableFit FIT = Blup.fit("reaction ~ days + (days | subject)", Data.sleep());

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("sleep.scorer");
    FIT.saveScorer(file);
  }

  @Test
  void rowsArePredictedAsByTheFit() {
    TableScorer scorer = Blup.loadScorer(file);
    Table rows = Table.of("subject", List.of(308, 372)).with("days", new double[] {7, 2.5});

    assertThat(scorer.formula()).isEqualTo(FIT.formula());
    assertThat(scorer.predict(rows)).containsExactly(FIT.predict(rows), within(1e-9));
    double intercept = FIT.coefficient("(Intercept)").estimate();
    double slope = FIT.coefficient("days").estimate();
    assertThat(scorer.predictPopulation(rows))
        .containsExactly(
            new double[] {intercept + 7 * slope, intercept + 2.5 * slope}, within(1e-9));
  }

  /** Golden: the bytes of a file of version 1, which later versions must read. */
  @Test
  void filesOfTheFirstVersionAreRead() throws IOException {
    try (InputStream in = TableScorerTest.class.getResourceAsStream("/scorer/sleep-1.scorer")) {
      Files.write(file, in.readAllBytes());
    }
    Table sleep = Data.sleep();

    assertThat(Blup.loadScorer(file).predict(sleep))
        .containsExactly(FIT.predict(sleep), within(1e-6));
  }

  @Test
  void unknownLevelsAreErrorsUnlessAllowed() {
    TableScorer scorer = Blup.loadScorer(file);
    Table rows = Table.of("subject", List.of(1)).with("days", new double[] {7});

    assertThatThrownBy(() -> scorer.predict(rows)).isInstanceOf(UnknownLevelException.class);
    assertThat(scorer.unknownLevels(UnknownLevels.POPULATION_MEAN).predict(rows))
        .containsExactly(scorer.predictPopulation(rows), within(1e-9));
  }

  @Test
  void unknownLevelsOfAFileAreNamedByItsLine() throws IOException {
    Path csv = folder.resolve("new.csv");
    Files.writeString(csv, "days,subject\n1,308\n\n2,1\n");
    Table rows = Table.readCsv(csv);
    TableScorer scorer = Blup.loadScorer(file);
    for (ThrowingCallable prediction :
        List.<ThrowingCallable>of(() -> FIT.predict(rows), () -> scorer.predict(rows))) {
      assertThatThrownBy(prediction)
          .isInstanceOf(UnknownLevelException.class)
          .hasMessageContaining("new.csv, line 4: '1' is not a level of subject");
    }
  }

  /** No row is of dose b at place 2, and the data say nothing of it. */
  @Test
  void rowsThatTheDataDoNotDetermineHaveNoPrediction() throws IOException {
    List<String> doses = List.of("a", "a", "b", "c", "c", "a", "b", "c", "a", "a", "c", "b");
    List<String> places = List.of("1", "2", "1", "2", "1", "2", "1", "1", "1", "2", "2", "1");
    Table rows =
        Table.of("dose", doses)
            .with("place", places.stream().map(place -> "place " + place).toList())
            .with("tank", List.of("x", "y", "z", "x", "y", "z", "x", "y", "z", "x", "y", "z"))
            .with("y", new double[] {1, 3, 2.5, 4, 2, 3.5, 3, 1.5, 0.5, 4, 5, 2});
    TableFit fit = Blup.fit("y ~ dose * place + (1 | tank)", rows);
    fit.saveScorer(file);
    TableScorer scorer = Blup.loadScorer(file);
    Table asked =
        Table.of("dose", List.of("b", "b", "c"))
            .with("place", List.of("place 1", "place 2", "place 2"))
            .with("tank", List.of("x", "y", "z"));

    assertThat(fit.mixedFit().droppedCoefficients()).containsExactly("doseb:placeplace 2");
    assertThat(fit.predict(asked)[1]).isNaN();
    assertThat(scorer.predict(asked)).containsExactly(fit.predict(asked), within(1e-12));
    assertThat(scorer.predictPopulation(asked)[1]).isNaN();
    everyDamageIsNoticedAndTheFileNamed();
  }

  /** The drug's effect on its only day is both the coefficient and the slope of that day. */
  @Test
  void rowsThatDependOnAnUndeterminedVarianceHaveNoPrediction() {
    double[] y = {1, 2.5, 2, 3, 4.5, 4, 2, 1.5, 3};
    Table rows =
        Table.of("y", y)
            .with("drug", new double[] {0, 0, 1, 0, 0, 0, 0, 0, 0})
            .with("day", List.of("a", "a", "a", "b", "b", "b", "c", "c", "c"));
    TableFit fit = Blup.fit("y ~ drug + (1 + drug | day)", rows);
    fit.saveScorer(file);
    TableScorer scorer = Blup.loadScorer(file);
    Table asked = Table.of("drug", new double[] {0, 1, 1}).with("day", List.of("b", "b", "a"));

    assertThat(fit.mixedFit().undeterminedVariances()).isNotEmpty();
    assertThat(scorer.predict(asked)).containsExactly(fit.predict(asked), within(1e-9));
    assertThat(scorer.predict(asked)[1]).isNaN();
    assertThat(scorer.predict(asked)[2]).isNotNaN();
    assertThat(scorer.predictPopulation(asked)[2]).isNaN();
  }

  @Test
  void aRelationshipIsNotNeeded() {
    Table sleep = Data.sleep();
    List<String> subjects = FIT.group("subject").levels();
    Relationship relationship =
        Relationship.covariance(subjects, CommonOps_DDRM.identity(subjects.size()));
    TableFit fit =
        Blup.fitting("reaction ~ days + (1 | related(subject))", sleep)
            .related("subject", relationship)
            .fit();

    fit.saveScorer(file);

    assertThat(Blup.loadScorer(file).predict(sleep))
        .containsExactly(fit.predict(sleep), within(1e-9));
  }

  @Test
  void whatIsNoScorerIsNamed() {
    Path other = folder.resolve("other");
    FIT.save(other);
    assertRefused(other, "is JSON, as fits are saved: Blup.load(path)");
    FIT.mixedFit().saveScorer(other);
    assertRefused(other, "SleepModel.loadScorer(path)");
    assertRefused(folder.resolve("none"), "no such file");
    assertThatThrownBy(() -> Blup.load(file))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            file + " holds a scorer, which is less than a fit: Blup.loadScorer(path) reads it");
    FIT.mixedFit().saveScorer(other);
    assertThatThrownBy(() -> Blup.load(other))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(other + " holds the scorer of a record's model");
  }

  @Test
  void scorersAreToldFromFits() throws IOException {
    Path other = folder.resolve("other");

    assertThat(Blup.loadPredictor(file)).isInstanceOf(TableScorer.class);
    FIT.save(other);
    assertThat(Blup.loadPredictor(other)).isInstanceOf(TableFit.class);
    FIT.mixedFit().saveScorer(other);
    assertNoPredictor(other, other + " holds the scorer of a record's model");
    Files.writeString(other, "BLUP");
    assertNoPredictor(other, other + " is no saved fit");
    Files.writeString(other, "");
    assertNoPredictor(other, other + " is no saved fit");
    assertNoPredictor(folder, "The fit could not be read from " + folder);
    Path none = folder.resolve("none");
    assertNoPredictor(none, "The fit could not be read from " + none + ": there is no such file");
  }

  private static void assertNoPredictor(Path file, String words) {
    assertThatThrownBy(() -> Blup.loadPredictor(file))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(words);
  }

  /** A pipe gives its bytes once: what it holds must be seen without taking any. */
  @Test
  void fitsAndScorersAreReadFromPipes() throws IOException, InterruptedException {
    Path saved = folder.resolve("fit.json");
    FIT.save(saved);
    Table rows = Data.sleep();
    for (Path each : List.of(file, saved)) {
      Path pipe = folder.resolve("pipe");
      assumeTrue(isMadeAsPipe(pipe), "there is no mkfifo");
      byte[] bytes = Files.readAllBytes(each);
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> StoredFile.write(pipe, "The fit", bytes));
      assertThat(Blup.loadPredictor(pipe).predict(rows))
          .containsExactly(FIT.predict(rows), within(1e-9));
      written.join();
      Files.delete(pipe);
    }
  }

  private static boolean isMadeAsPipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everyDamageIsNoticedAndTheFileNamed() throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int at = 8; at < good.length; at += 13) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      Files.write(file, bad);
      assertRefused(file, file.toString());
    }
    for (int length = 0; length < good.length; length += good.length / 9) {
      Files.write(file, Arrays.copyOf(good, length));
      assertRefused(file, file.toString());
    }
    Files.write(file, Arrays.copyOf(good, good.length + 1));
    assertRefused(file, "something behind its end");
  }

  private static void assertRefused(Path file, String words) {
    assertThatThrownBy(() -> Blup.loadScorer(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(words);
  }
}
