package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.internal.io.FitFile;
import org.blup.internal.io.SavedFit;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of fits that are not what was saved are refused with a reason, and never load wrongly. */
class DamagedFitsTest {

  @MixedModel(name = "Yield", value = "y ~ x + (1 | plot)")
  @MixedModel(name = "Other", value = "y ~ 1 + (1 | plot)")
  record Harvest(double y, double x, String plot) {}

  private static final List<Harvest> ROWS = rows();

  private static final DamagedFitsTest_YieldModel.Fit FIT = DamagedFitsTest_YieldModel.fit(ROWS);

  private static final byte[] SAVED = saved(FIT);

  private static List<Harvest> rows() {
    Random random = new Random(3);
    double[] plots = random.doubles(4, -2, 2).toArray();
    return IntStream.range(0, 24)
        .mapToObj(i -> new Harvest(plots[i % 4] + random.nextGaussian(), i, "p" + i % 4))
        .toList();
  }

  /** What loads in spite of a change has the same content: another space, or e for E. */
  @Test
  void everyChangedByteIsNoticedOrChangesNothing() {
    int refused = 0;
    for (int at = 0; at < SAVED.length; at++) {
      for (int flip : new int[] {1, 0x20, 0x80}) {
        byte[] changed = SAVED.clone();
        changed[at] ^= (byte) flip;
        try {
          assertThat(saved(load(changed))).as("byte %d", at).isEqualTo(SAVED);
        } catch (StorageException e) {
          assertThat(e).hasMessageContaining("the stream").hasMessageContaining(". ");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(2 * SAVED.length);
  }

  @Test
  void everyShorterFileIsRefused() {
    String text = new String(SAVED, StandardCharsets.UTF_8);
    for (int length = 0; length < SAVED.length; length++) {
      byte[] shorter = Arrays.copyOf(SAVED, length);
      assertThatThrownBy(() -> load(shorter))
          .as(text.substring(0, length))
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void messagesSayWhatIsWrong() {
    refused(text -> "", "the stream is damaged or no saved fit: in line 1 there is something else");
    refused(
        text -> "[1, 2]", "the stream is damaged or no saved fit: in line 1 there is something");
    refused(
        text -> text.replace("\"version\" : 1", "\"version\" : 2"),
        "the stream holds a fit in version 2 of its format; this version of Blup reads version 1."
            + " Use a newer version of Blup, or save the fit again with this one");
    refused(
        text -> text.replace("\"model\" : \"Yield\"", "\"model\" : \"Harvest\""),
        "the stream is damaged or was changed: its content does not have the checksum");
    refused(
        text -> text.replace("\"model\"", "\"modell\""),
        "the stream is damaged or no saved fit: in line 4 there is a field 'modell', which fits do"
            + " not have. Use a copy of it, or save the fit again");
    refused(
        text -> text.replaceFirst("\"evaluations\" : \\d+", "\"evaluations\" : -1"),
        "the stream is damaged or no saved fit: in line ");
    refused(
        text ->
            text.replace("\"model\" : \"Yield\",", "\"model\" : \"Yield\", \"model\" : \"Yield\","),
        "the stream is damaged or no saved fit: in line 4 there is text that is no JSON");
  }

  @Test
  void filesMadeToHurtAreRefusedWithinLimits() {
    refused(text -> "{\"sums\":" + "[".repeat(100_000), "the stream is damaged or no saved fit");
    refused(
        text ->
            text.replaceFirst(
                "\"predictedGain\" : [^,]*", "\"predictedGain\" : 1" + "0".repeat(99)),
        "the stream is damaged or no saved fit");
    refused(
        text -> text.replaceFirst("\"predictedGain\" : [^,]*", "\"predictedGain\" : 1e999"),
        "the stream is damaged or no saved fit");
    refused(
        text -> text.replace("\"Yield\"", "\"" + "x".repeat(2 << 20) + "\""),
        "the stream is damaged or no saved fit");
  }

  @Test
  void aFitOfAnotherModelIsRefused() {
    assertThatThrownBy(() -> DamagedFitsTest_OtherModel.load(new ByteArrayInputStream(SAVED)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the stream holds a fit of another model: it has 'formula: y ~ 1 + x + (1 | plot)' where"
                + " Other has 'formula: y ~ 1 + (1 | plot)'. Load it with the model that it was"
                + " saved by");
  }

  /** A file whose checksum is right and whose optimum is not. */
  @Test
  void theStoredCriterionIsMet() {
    SavedFit saved = FitFile.read(new ByteArrayInputStream(SAVED), "x");
    SavedFit.Optimum optimum = saved.optimum();
    forged(saved, optimum.criterion() + 1e-3, optimum.factors())
        .hasMessageStartingWith(
            "the stream is no fit that Blup saved: the criterion at the stored optimum is ");
    forged(saved, optimum.criterion(), List.of(new double[] {7}))
        .hasMessageStartingWith(
            "the stream is no fit that Blup saved: the criterion at the stored optimum is ");
    forged(saved, optimum.criterion(), List.of(new double[4]))
        .hasMessage(
            "the stream is no fit that Blup saved: its optimum has another size than the model. Use"
                + " a copy of it, or save the fit again");
  }

  @Test
  void aFileOfSpacesAndOtherOrderIsTheSameFit() {
    String text = new String(SAVED, StandardCharsets.UTF_8);
    String model = "\"model\" : \"Yield\",";
    String moved =
        text.replace(model, "")
            .replace("\"checksum\"", model + "\n\n\"checksum\"")
            .replace(" ", "");
    String formula = FIT.formula();
    byte[] bytes =
        moved.replace(formula.replace(" ", ""), formula).getBytes(StandardCharsets.UTF_8);
    assertThat(bytes).isNotEqualTo(SAVED);
    assertThatThrownBy(() -> load(bytes)).isInstanceOf(StorageException.class);
    byte[] sameTexts =
        text.replace(model, "")
            .replace("\"checksum\"", model + "\n\n\t\"checksum\"")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(saved(load(sameTexts))).isEqualTo(SAVED);
  }

  @Test
  void fitsOfSimulatedResponsesAreNotSaved() {
    List<String> messages = new ArrayList<>();
    FIT.bootstrap()
        .replicates(1000)
        .threads(1)
        .run(
            fit -> {
              try {
                saved(fit);
              } catch (BlupException e) {
                messages.add(String.valueOf(e.getMessage()));
              }
              return new double[] {fit.sigma()};
            });
    assertThat(messages)
        .hasSizeGreaterThanOrEqualTo(1000)
        .containsOnly(
            "Yield: a fit of simulated responses cannot be saved, since it has no sums of its own."
                + " Save the fit that they were simulated from");
  }

  @Test
  void rowsThatFollowDoNotChangeAFitThatIsSavedLater() {
    var sums = DamagedFitsTest_YieldModel.crossProducts();
    ROWS.forEach(sums::add);
    var fit = DamagedFitsTest_YieldModel.fit(sums);
    sums.add(new Harvest(7, 1, "p0"));
    assertThat(saved(fit)).isEqualTo(SAVED);
  }

  @Test
  void theDigitsOfAFileAreTheSameOnEveryJava(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fit.json");
    FIT.save(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(SAVED);
    assertThat(Files.readString(file)).doesNotContain("\r");
    assertThat(DamagedFitsTest_YieldModel.load(file)).hasToString(FIT.toString());
  }

  private static AbstractThrowableAssert<?, ?> forged(
      SavedFit from, double criterion, List<double[]> factors) {
    SavedFit.Optimum was = from.optimum();
    SavedFit.Optimum optimum =
        new SavedFit.Optimum(
            criterion,
            factors,
            was.residual(),
            was.singular(),
            was.predictedGain(),
            was.evaluations());
    SavedFit forged =
        new SavedFit(
            from.model(),
            from.structure(),
            from.criterion(),
            from.method(),
            new TreeMap<>(from.relationships()),
            optimum,
            from.sums());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FitFile.write(forged, out);
    return assertThatThrownBy(() -> load(out.toByteArray())).isInstanceOf(BlupException.class);
  }

  private static void refused(UnaryOperator<String> change, String message) {
    String text = change.apply(new String(SAVED, StandardCharsets.UTF_8));
    assertThatThrownBy(() -> load(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(message);
  }

  private static DamagedFitsTest_YieldModel.Fit load(byte[] bytes) {
    return DamagedFitsTest_YieldModel.load(new ByteArrayInputStream(bytes));
  }

  private static byte[] saved(MixedFit<?> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.save(out);
    return out.toByteArray();
  }
}
