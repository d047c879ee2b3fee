package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.model.Coefficient;
import org.blup.model.means.Cell;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;
import org.blup.model.means.Multiplicity;
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
    SUMMARY_OF_ONE_VARIANCE(Fits::toeplitz),
    SUMMARY_OF_ONE_CORRELATION(Fits::unequal),
    COVARIANCE_OF_A_STRUCTURE(() -> Fits.toeplitz().block().covariance()),
    RANOVA_OF_A_STRUCTURE(() -> Fits.toeplitz().ranova()),
    PREDICTION_WITHOUT_A_STRUCTURE(
        () -> Fits.toeplitz().prediction().excluding("toep(0 + variety | block)")),
    ANOVA(() -> Fits.oats().anova()),
    MEANS(() -> Fits.oats().means().variety()),
    MEANS_ON_LOG_SCALE(() -> Fits.logged().referenceGrid()),
    PAIRS(() -> Fits.oats().means().variety().pairwise()),
    PAIRS_BY_HOLM(() -> Fits.oats().means().variety().pairwise().adjust(Multiplicity.HOLM)),
    MEANS_AT_90_PERCENT(() -> Fits.oats().means().variety().table(0.90)),
    MEANS_OF_TWO_FACTORS(GoldenPrintsTest::varietiesAndNitro),
    MEANS_WITHIN(GoldenPrintsTest::varietiesWithinNitro),
    PAIRS_WITHIN(() -> varietiesWithinNitro().pairwise().table(0.99)),
    SUMMARY_WITH_INTERVALS(() -> Fits.slopes().summary(0.90)),
    PREDICTION(() -> Fits.slopes().prediction().excluding("subject").withThetaUncertainty()),
    PREDICTIONS(() -> Fits.slopes().prediction().table(Fits.sleep().subList(0, 12), 0.90)),
    SINGLE_RESULTS(GoldenPrintsTest::singleResults),
    RANOVA(() -> Fits.penicillin().ranova()),
    DROP1(() -> Fits.slopes().drop1()),
    PROFILE(() -> Fits.slopes().profile()),
    COMPARISON(() -> Fits.apart().anova(Fits.slopes())),
    CONDITIONAL_MODES(() -> Fits.slopes().conditionalModes("subject")),
    COEFFICIENTS_BY_LEVEL(() -> Fits.slopes().subject().coefficients()),
    BOOTSTRAP(() -> Fits.slopes().bootstrap().replicates(200).seed(1).run()),
    R_SQUARED(() -> Fits.slopes().rSquared()),
    DIAGNOSTICS(() -> Fits.slopes().diagnostics(Fits.sleep()));

    private final Supplier<Object> object;

    Print(Supplier<Object> object) {
      this.object = object;
    }
  }

  private static MeansBy<Integer, Fits.Variety> varietiesWithinNitro() {
    Fits_PlotModel.Fit fit = Fits.oats();
    return fit.means().variety().by(fit.means().factorNitro());
  }

  private static Means<Cell<Fits.Variety, Integer>> varietiesAndNitro() {
    Fits_PlotModel.Fit fit = Fits.oats();
    return fit.means().variety().and(fit.means().factorNitro());
  }

  /** What prints itself on one line. */
  private static String singleResults() {
    Fits_SlopesModel.Fit slopes = Fits.slopes();
    Fits_LoggedModel.Fit logged = Fits.logged();
    Fits_PlotModel.Fit oats = Fits.oats();
    Comparisons<Fits.Variety> pairs = oats.means().variety().pairwise();
    Coefficient days = slopes.fixed().days();
    return Stream.of(
            days,
            days.times(7).plus(slopes.fixed().intercept()),
            slopes.test(days, 10),
            slopes.jointTest(slopes.coefficients()),
            logged.fixed().days(),
            logged.jointTest(logged.coefficients()),
            oats.anova().row("variety"),
            oats.means().variety().get(Fits.Variety.VICTORY),
            pairs.between(Fits.Variety.VICTORY, Fits.Variety.MARVELLOUS),
            pairs.adjust(Multiplicity.NONE).all().get(0),
            pairs.jointTest(),
            slopes.drop1().deletion("days"),
            Fits.penicillin().ranova().deletion("(1 | plate)"),
            days.interval(0.95),
            slopes.subject().get("308"),
            slopes.subject().covariance().days(),
            slopes.rSquared(),
            slopes.intraclassCorrelation(),
            slopes.conditionalAic(),
            slopes.influence("subject", Fits.sleep()).level("308"),
            slopes.profile().parameter("days"))
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
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
