package org.blup.internal.inference.degreesoffreedom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.reml.equations.Fev;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Degrees of freedom and standard errors of models with a residual covariance, of their last fixed
 * effect: by a dense likelihood, to which SAS's come as near as it finds the optimum ({@code
 * oracle/covariance} of the shared folder).
 */
class RepeatedMeasuresTest {

  private static final String FULL = "race + sex + arm * visit";

  @ParameterizedTest
  @CsvSource({
    "ANTEDEPENDENCE, false, arm, true, true, 177.353558361233,"
        + " 186.078830667965, 0.661925357766275, 0.661901464927666,"
        + " 177.353558361233, 0.666374444469743, 0.666232128246286",
    "ANTEDEPENDENCE, false, 1, false, false, 171.472562082118," + " , , ," + " , ,",
    "ANTEDEPENDENCE, false, 1, false, true, 170.605544160534,"
        + " 171.295119376459, 0.358518721621835, 0.35854984059958,"
        + " 170.605544160534, 0.361021156572795, 0.360948442879978",
    "AUTOREGRESSIVE, true, arm * fev1Baseline, false, true, 198.163668170419,"
        + " 231.761700114952, 0.102558514735905, 0.102719010205404,"
        + " 198.163668170418, 0.10252784561196, 0.102736501517478",
    "AUTOREGRESSIVE, true, arm, true, true, 217.978576714788,"
        + " 256.087768585058, 0.945545892716654, 0.946840806920708,"
        + " 217.978576714788, 0.945624078513212, 0.947352706943223",
    "AUTOREGRESSIVE, true, arm, false, true, 188.469518760208,"
        + " 220.51289069752, 0.958926054878235, 0.960420674364973,"
        + " 188.469518760208, 0.958653656418006, 0.96058068220259",
    "AUTOREGRESSIVE, true, arm + sex, false, false, 191.494217635789," + " , , ," + " , ,",
    "AUTOREGRESSIVE, true, arm + sex, false, true, 188.130667679135,"
        + " 220.154736427829, 0.963640976630222, 0.965144018525224,"
        + " 188.130667679135, 0.963367482733441, 0.965305961684403",
    "AUTOREGRESSIVE, true, 1, false, false, 189.317119903934," + " , , ," + " , ,",
    "AUTOREGRESSIVE, true, 1, false, true, 188.216897730515,"
        + " 218.990600912583, 0.500785775321751, 0.501546701345218,"
        + " 188.216897730515, 0.500647350545267, 0.501618697587592",
    "AUTOREGRESSIVE, false, 1, false, false, 191.435935880006," + " , , ," + " , ,",
    "AUTOREGRESSIVE, false, 1, false, true, 190.595022348904,"
        + " 199.992143851312, 0.398896785283239, 0.399099804059484,"
        + " 190.595022348904, 0.401109770538555, 0.401216152097084",
    "AUTOREGRESSIVE, false, arm, true, true, 215.978580601208,"
        + " 222.679878854127, 0.739575342056013, 0.739967640680928,"
        + " 215.978580601208, 0.743874389059791, 0.744138376210141",
    "COMPOUND_SYMMETRY, true, arm, false, true, 177.038412494657,"
        + " 175.93635931047, 0.796477830349052, 0.796477830349052,"
        + " 177.038412494657, 0.796469687299779, 0.796469687299779",
    "COMPOUND_SYMMETRY, true, 1, false, false, 187.619188535862," + " , , ," + " , ,",
    "COMPOUND_SYMMETRY, true, 1, false, true, 186.646989430719,"
        + " 180.913281381175, 0.428893344189065, 0.428893344189065,"
        + " 186.646989430719, 0.428875481972783, 0.428875481972783",
    "COMPOUND_SYMMETRY, false, arm, false, true, 190.667772612752,"
        + " 190.339005167287, 0.6690920857784, 0.66911479872925,"
        + " 190.667772612752, 0.674227187600161, 0.674117658076429",
    "COMPOUND_SYMMETRY, false, 1, false, true, 198.651090317519,"
        + " 195.794406132169, 0.361732885707222, 0.361753422184479,"
        + " 198.651090317519, 0.364092483597842, 0.364027224397532",
    "TOEPLITZ, true, arm, true, true, 186.020247831262,"
        + " 202.980559022496, 0.883556850114509, 0.883556850114509,"
        + " 186.020247831262, 0.88248318939321, 0.88248318939321",
    "TOEPLITZ, true, arm, false, true, 160.013803797605,"
        + " 176.66991111757, 0.879914699002914, 0.879914699002914,"
        + " 160.013803797605, 0.87842941920785, 0.87842941920785",
    "TOEPLITZ, true, 1, false, true, 165.557950561823,"
        + " 181.179796833537, 0.470914923023748, 0.470914923023748,"
        + " 165.557950561823, 0.470126298776182, 0.470126298776182",
    "TOEPLITZ, false, 1, false, false, 185.509409491131," + " , , ," + " , ,",
    "UNSTRUCTURED, false, arm, false, true, 160.690620458947,"
        + " 170.916831910684, 0.653622681810973, 0.653622681810973,"
        + " 160.690620458947, 0.661300458916753, 0.661300458916753",
    "UNSTRUCTURED, false, arm + sex, false, true, 161.319679483429,"
        + " 171.27267948289, 0.658226105913949, 0.658226105913949,"
        + " 161.319679483429, 0.666224636665732, 0.666224636665732",
    "UNSTRUCTURED, false, race + sex + arm * visit, false, true, 129.708728126581,"
        + " 144.377040503858, 1.86728517025911, 1.86728517025911,"
        + " 129.708728126581, 1.86795767102159, 1.86795767102159",
    "UNSTRUCTURED, false, 1, false, false, 171.542081885645," + " , , ," + " , ,",
    "UNSTRUCTURED, false, 1, false, true, 170.69004615544,"
        + " 175.558688134184, 0.358636120313347, 0.358636120313347,"
        + " 170.690046155439, 0.36250712398245, 0.36250712398245",
  })
  void methodsGiveTheKnownDegreesOfFreedom(
      Correlation correlation,
      boolean oneVariance,
      String fixed,
      boolean weighted,
      boolean reml,
      double satterthwaite,
      Double expectedDf,
      Double expectedFull,
      Double expectedLinear,
      Double observedDf,
      Double observedFull,
      Double observedLinear)
      throws IOException {
    FittedCase fev = fev(correlation, oneVariance, fixed, weighted, reml);
    double[] last = fev.coefficient(fev.equations().columns() - 1);
    fev.assertSatterthwaite(last, satterthwaite);
    if (reml) {
      fev.assertKenwardRoger(false, last, expectedDf, expectedFull, expectedLinear);
      fev.assertKenwardRoger(true, last, observedDf, observedFull, observedLinear);
    }
  }

  @Test
  void jointHypothesesHaveTheKnownStatistics() throws IOException {
    FittedCase fev = fev(Correlation.UNSTRUCTURED, false, FULL, false, true);
    double[][] race = {fev.coefficient(1), fev.coefficient(2)};
    double[] differences = {fev.solution().beta()[1], fev.solution().beta()[2]};
    HypothesisSpace.Rows rows = new HypothesisSpace.Rows(race, differences);
    FStatistic satterthwaite =
        TestMethods.satterthwaite(fev.equations(), fev.solution(), true).joint(rows);
    assertThat(satterthwaite.f()).isCloseTo(36.9134318627623, within(1e-5));
    assertThat(satterthwaite.denominatorDf()).isCloseTo(165.558208453307, within(1e-4));
    FStatistic kenwardRoger =
        TestMethods.kenwardRoger(fev.equations(), fev.solution(), true, KenwardRogerForm.EXPECTED)
            .joint(rows);
    assertThat(kenwardRoger.f()).isCloseTo(35.2825123744177, within(1e-5));
    assertThat(kenwardRoger.denominatorDf()).isCloseTo(167.034828207707, within(1e-5));
  }

  /** Kenward and Roger's method solves anew by REML, with the residuals' covariance. */
  @Test
  void kenwardAndRogersMethodIsThatOfRemlForAnMlFit() throws IOException {
    FittedCase fev = fev(Correlation.AUTOREGRESSIVE, true, "1", false, false);
    FixedEffectTests tests =
        TestMethods.kenwardRoger(fev.equations(), fev.solution(), false, KenwardRogerForm.OBSERVED);
    assertThat(tests.degreesOfFreedom(new double[] {1})).isCloseTo(188.216897730515, within(1e-4));
  }

  private static FittedCase fev(
      Correlation correlation, boolean oneVariance, String fixed, boolean weighted, boolean reml)
      throws IOException {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    return FittedCase.of(Fev.read().rows(fixed, structure, weighted).sums(), reml);
  }
}
