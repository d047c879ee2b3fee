package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.blup.model.Multiplicity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole tables as they are printed. {@code -Dgolden.update=true} writes what is printed now as
 * expected: read the difference before you commit it.
 */
class GoldenPrintsTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  enum Print {
    SUMMARY_OF_SLOPES(Fits::slopes),
    SUMMARY_OF_UNCORRELATED(Fits::apart),
    SUMMARY_OF_CROSSED(Fits::penicillin),
    SUMMARY_OF_NESTED(Fits::pastes),
    SUMMARY_OF_FACTORS(Fits::oats),
    SUMMARY_OF_TINY_SLOPE(Fits::clock),
    SUMMARY_BY_WALD(Fits::logged),
    ANOVA(() -> Fits.oats().anova()),
    MEANS(() -> Fits.oats().means().variety()),
    MEANS_ON_LOG_SCALE(() -> Fits.logged().referenceGrid()),
    PAIRS(() -> Fits.oats().means().variety().pairwise()),
    PAIRS_BY_HOLM(() -> Fits.oats().means().variety().pairwise().adjust(Multiplicity.HOLM)),
    RANOVA(() -> Fits.penicillin().ranova()),
    DROP1(() -> Fits.slopes().drop1()),
    PROFILE(() -> Fits.slopes().profile()),
    COMPARISON(() -> Fits.apart().anova(Fits.slopes())),
    CONDITIONAL_MODES(() -> Fits.slopes().conditionalModes("subject")),
    BOOTSTRAP(() -> Fits.slopes().bootstrap().replicates(200).seed(1).run()),
    R_SQUARED(() -> Fits.slopes().rSquared()),
    DIAGNOSTICS(() -> Fits.slopes().diagnostics(Fits.sleep()));

    private final Supplier<Object> object;

    Print(Supplier<Object> object) {
      this.object = object;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isPrintedAsExpected(Print print) throws IOException {
    Path file =
        Path.of("src/test/resources/prints", print.name().toLowerCase(Locale.ROOT) + ".txt");
    String text = print.object.get().toString().stripTrailing() + "\n";
    if (UPDATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
