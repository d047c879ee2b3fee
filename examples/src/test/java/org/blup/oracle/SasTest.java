package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blup's tests of fixed effects beside those of SAS, which goes by observed information. */
class SasTest {

  private static final double CLOSE = 1e-6;

  /**
   * Where SAS stopped before the optimum, as {@code sas-variances.R} beside the oracle shows. All
   * of its standard errors of battery_cell are those of the variances 10.690086, 2.122932,
   * 18.136349 to 1e-14, and there the criterion is 5.9e-9 above that of 10.690006, 2.123294,
   * 18.136258; those of sleep_study_quadratic are 1e-9 above.
   */
  private static final double STOPPED_EARLY = 2e-4;

  /** Absolute, for estimates that are 0 but for rounding. */
  private static final double ZERO = 1e-12;

  @MixedModel("reaction ~ days + I(days^2) + (days + I(days^2) || subject)")
  record Quadratic(double reaction, double days, int subject) {

    static Quadratic of(Line line) {
      return new Quadratic(line.number("reaction"), line.number("days"), line.integer("subject"));
    }
  }

  @MixedModel
  record Bioequivalence(
      @Response double logData,
      @Fixed(reference = "BABA") String sequence,
      @Fixed(reference = "4") String period,
      @Fixed(reference = "T") String formulation,
      @Random int subject) {

    static Bioequivalence of(Line line) {
      return new Bioequivalence(
          line.number("logData"),
          line.text("sequence"),
          line.text("period"),
          line.text("formulation"),
          line.integer("subject"));
    }
  }

  /**
   * A model and SAS's tables of it.
   *
   * @param name in the tables' names
   * @param file the data
   */
  record Case<R>(
      String name, String file, Model<R, ? extends MixedFit<R>> model, Function<Line, R> toRow) {

    void close(String label, double expected, double actual) {
      double bound = (stoppedEarly() ? STOPPED_EARLY : CLOSE) * Math.abs(expected) + ZERO;
      assertThat(actual).as(label).isCloseTo(expected, within(bound));
    }

    boolean stoppedEarly() {
      return List.of("battery_cell", "sleep_study_quadratic").contains(name);
    }

    List<R> rows() {
      return Line.read(OracleFolder.dataFile(file), toRow);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case<?>> cases() {
    return Stream.of(
        known("sleep_study_corr", "sleepstudy.csv", "sleep-slope"),
        known("sleep_study", "sleepstudy.csv", "sleep-uncorrelated"),
        known("wind_tunnel", "wind_tunnel.csv", "wind-tunnel"),
        known("battery_cell", "battery_cell.csv", "battery-cell"),
        new Case<>(
            "sleep_study_quadratic",
            "sleepstudy.csv",
            SasTest_QuadraticModel.model(),
            Quadratic::of),
        new Case<>(
            "bioequivalence_homogeneous",
            "bioequivalence.csv",
            SasTest_BioequivalenceModel.model(),
            Bioequivalence::of));
  }

  private static Case<?> known(String name, String file, String id) {
    return known(name, file, OracleCase.of(id));
  }

  private static <R> Case<R> known(String name, String file, OracleCase<R> oracle) {
    return new Case<>(name, file, oracle.model(), oracle.toRow());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void repeatsKenwardRoger(Case<?> sas) {
    compare(sas, DegreesOfFreedom.KENWARD_ROGER_OBSERVED, "kr");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void repeatsSatterthwaite(Case<?> sas) {
    compare(sas, DegreesOfFreedom.SATTERTHWAITE, "sw");
  }

  private static <R> void compare(Case<R> sas, DegreesOfFreedom method, String table) {
    MixedFit<R> fit = fit(sas, method);
    for (Line line : table(sas.name(), table)) {
      if (line.text("StdErr") == null) {
        continue;
      }
      Coefficient coefficient = fit.coefficient(coefficientOf(line));
      String name = coefficient.name();
      sas.close(name, line.number("Estimate"), coefficient.estimate());
      sas.close(name, line.number("StdErr"), coefficient.standardError());
      sas.close(name + " df", line.number("DF"), coefficient.df());
      sas.close(name + " t", line.number("tValue"), coefficient.t());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kr", "sw"})
  void repeatsTypeThreeTests(String table) {
    DegreesOfFreedom method =
        table.equals("kr")
            ? DegreesOfFreedom.KENWARD_ROGER_OBSERVED
            : DegreesOfFreedom.SATTERTHWAITE;
    Case<?> sas =
        cases()
            .filter(c -> c.name().equals("bioequivalence_homogeneous"))
            .findFirst()
            .orElseThrow();
    AnovaTable anova = fit(sas, method).anova();
    for (Line line : table(sas.name(), "tests3_" + table)) {
      AnovaTable.Row row = anova.row(line.text("Effect"));
      assertThat(row.numeratorDf()).isEqualTo(line.number("NumDF"));
      sas.close(row.term() + " df", line.number("DenDF"), row.denominatorDf());
      sas.close(row.term() + " F", line.number("FValue"), row.f());
      sas.close(row.term() + " p", line.number("ProbF"), row.pValue());
    }
  }

  private static <R> MixedFit<R> fit(Case<R> sas, DegreesOfFreedom method) {
    return sas.model().fitting().degreesOfFreedom(method).fit(sas.rows());
  }

  static List<Line> table(String name, String kind) {
    Path file = OracleFolder.sasTable("Results_" + name + "_sas_" + kind + ".csv");
    return Line.read(file, line -> line);
  }

  /** R's name: {@code x1:x2} for {@code X1*X2}, {@code I(days^2)} for {@code days*days}. */
  private static String coefficientOf(Line line) {
    String effect = line.text("Effect");
    if (effect.equals("Intercept")) {
      return "(Intercept)";
    }
    if (List.of("sequence", "period", "formulation").contains(effect)) {
      return effect + line.text(effect);
    }
    List<String> factors = List.of(effect.toLowerCase(Locale.ROOT).split("\\*"));
    boolean square = factors.size() == 2 && factors.get(0).equals(factors.get(1));
    return square
        ? "I(" + factors.get(0) + "^2)"
        : factors.stream().collect(Collectors.joining(":"));
  }
}
