package org.blup.oracle;

import static org.blup.oracle.CovarianceParameters.joined;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.model.MissingValues;
import org.blup.oracle.FormulaCase.Fitted;
import org.blup.script.Blup;
import org.blup.script.Table;
import org.blup.script.TableFitting;

/** The cases of {@code oracle/covariance} that are a formula and a table, and no more. */
final class FormulaCases {

  private static final List<String> CROSSOVERS =
      List.of("02", "03", "05", "08", "10", "12", "14", "17", "19", "21", "23", "26", "28", "29");

  private static final List<String> GROWTH_STRUCTURES = List.of("ar1h", "cs", "csh", "toep");

  private final List<FormulaCase> cases = new ArrayList<>();

  private FormulaCases() {}

  static List<FormulaCase> all() {
    FormulaCases all = new FormulaCases();
    all.trial();
    all.crossovers();
    all.growth();
    all.sleep();
    all.others();
    all.series();
    return List.copyOf(all.cases);
  }

  /** A replicate crossover whose covariances are free for each treatment. */
  static TableFitting byTreatment(String number) {
    return omitting(
        "log(pk) ~ sequence + factor(period) + treatment"
            + " + csh(0 + treatment | subject) + residual(by = treatment)",
        covariance("be_rds" + number + ".csv"));
  }

  private static Table covariance(String file) {
    return Table.readCsv(CovarianceOracle.dataFile(file));
  }

  private static TableFitting omitting(String formula, Table table) {
    return Blup.fitting(formula, table).missing(MissingValues.OMIT);
  }

  private void add(String id, String formula, Table table, Function<Fitted, List<Double>> of) {
    cases.add(new FormulaCase(id, omitting(formula, table), of));
  }

  private void trial() {
    Table fev = covariance("fev.csv");
    trial(fev, "fev-adh-ml", "1", "adh");
    trial(fev, "fev-ar1-arm-baseline", "arm * fev1Baseline", "ar1");
    trial(fev, "fev-ar1-armsex-ml", "arm + C(sex, treatment(\"Male\"))", "ar1");
    trial(fev, "fev-ar1-armsex-reml", "arm + C(sex, treatment(\"Male\"))", "ar1");
    trial(fev, "fev-ar1-ml", "1", "ar1");
    trial(fev, "fev-ar1-reml", "1", "ar1");
    trial(fev, "fev-ar1h-ml", "1", "ar1h");
    trial(fev, "fev-cs-ml", "1", "cs");
    trial(fev, "fev-cs-reml", "1", "cs");
    trial(fev, "fev-csh-reml", "1", "csh");
    trial(fev, "fev-toep-reml", "1", "toep");
    trial(fev, "fev-us-armsex-reml", "arm + C(sex, treatment(\"Male\"))", "us");
    trial(fev, "fev-us-simple-ml", "1", "us");
    trial(fev, "fev-us-simple-reml", "1", "us");
    byArm(fev, "fev-group-ar1-ml", "ar1");
    byArm(fev, "fev-group-ar1h-ml", "ar1h");
    byArm(fev, "fev-group-cs-ml", "cs");
    weighted(fev, "fev-adh-arm-weighted", "adh");
    weighted(fev, "fev-arh1-arm-weighted", "ar1h");
    weighted(fev, "fev-toep-arm-weighted", "toep");
    add(
        "fev-sp-gau-ml",
        "fev1 ~ 1 + residual(gau(visitN | subject))",
        fev,
        fit -> joined(List.of(fit.residual().range()), fit.variances(1.0)));
  }

  private void trial(Table fev, String id, String fixed, String structure) {
    add(
        id,
        "fev1 ~ " + fixed + " + residual(" + structure + "(visitN | subject))",
        fev,
        fit -> CovarianceParameters.of(structure, fit.residual()));
  }

  private void byArm(Table fev, String id, String structure) {
    add(
        id,
        "fev1 ~ 1 + residual(" + structure + "(visitN | subject), by = arm)",
        fev,
        fit ->
            joined(
                CovarianceParameters.of(structure, fit.residual().of("PBO")),
                CovarianceParameters.of(structure, fit.residual().of("TRT"))));
  }

  private void weighted(Table fev, String id, String structure) {
    String formula = "fev1 ~ arm + residual(" + structure + "(visitN | subject))";
    cases.add(
        new FormulaCase(
            id,
            omitting(formula, fev).weights("weight"),
            fit -> CovarianceParameters.of(structure, fit.residual())));
  }

  private void crossovers() {
    for (String number : CROSSOVERS) {
      add(
          "be" + number + "-b",
          "log(pk) ~ sequence + factor(period) + treatment + (1 | subject)",
          covariance("be_rds" + number + ".csv"),
          fit -> CovarianceCase.effectsAnd(fit.fit(), fit.residualVariance()));
      if (!number.equals("02")) {
        cases.add(
            new FormulaCase(
                "be" + number + "-c",
                byTreatment(number),
                fit ->
                    joined(
                        CovarianceCase.effectsAnd(fit.fit(), fit.correlation("subject")),
                        fit.variances("R", "T"))));
      }
    }
  }

  private void growth() {
    Table growth = covariance("orthodont_nlme.csv");
    for (String structure : GROWTH_STRUCTURES) {
      add(
          "orthodont-r-" + structure,
          "distance ~ I(age - 11) * C(sex, treatment(\"Male\"))"
              + (" + residual(" + structure + "(age | subject))"),
          growth,
          fit -> CovarianceParameters.of(structure, fit.residual()));
    }
  }

  private void sleep() {
    Table sleep = Table.readCsv(OracleFolder.dataFile("sleepstudy.csv"));
    add(
        "sleep-d-diag",
        "reaction ~ days + (days || subject)",
        sleep,
        fit -> CovarianceCase.effectsAnd(fit.fit(), fit.residualVariance()));
    add("sleep-d-us", "reaction ~ days + (days | subject)", sleep, lowerAndResidual("subject"));
    add(
        "sleep-diag-ar1",
        "reaction ~ days + (days || subject) + residual(ar1(days | subject))",
        sleep,
        FormulaCases::effectsAndSeries);
  }

  private static Function<Fitted, List<Double>> lowerAndResidual(String group) {
    return fit -> joined(fit.lower(group), List.of(fit.residualVariance()));
  }

  private static List<Double> effectsAndSeries(Fitted fit) {
    return joined(
        CovarianceCase.effectsAnd(fit.fit()), CovarianceParameters.of("ar1", fit.residual()));
  }

  private void others() {
    add(
        "machines-d-us",
        "score ~ machine + (0 + machine | worker)",
        Table.readCsv(OracleFolder.dataFile("machines.csv")),
        lowerAndResidual("worker"));
    add(
        "negative-d-us",
        "y ~ treat + (0 + treat | block)",
        covariance("sim_negative_cs.csv"),
        lowerAndResidual("block"));
    cases.add(
        new FormulaCase(
            "weights-slope",
            Blup.fitting("y ~ x + (x | group)", covariance("sim_weights.csv")).weights("w"),
            lowerAndResidual("group")));
    add(
        "crossed-slope-ar1",
        "y ~ x + condition + (x | subject) + (1 | item) + residual(ar1(trial | subject))",
        covariance("sim_crossed.csv"),
        fit ->
            Stream.of(
                    fit.lower("subject"),
                    fit.lower("item"),
                    CovarianceParameters.of("ar1", fit.residual()))
                .flatMap(List::stream)
                .toList());
    add(
        "dialyzer-varident-subjectslope",
        "rate ~ (pressure + I(pressure^2) + I(pressure^3) + I(pressure^4)) * factor(bloodFlow)"
            + " + (pressure | subject) + residual(by = bloodFlow)",
        covariance("dialyzer.csv"),
        fit -> joined(fit.lower("subject"), fit.variances(200, 300)));
  }

  private void series() {
    Table pulse = covariance("metida_repeated_pulse.csv");
    List<String> days = pulse.texts("day");
    List<String> alphabetical = days.stream().distinct().sorted().toList();
    add(
        "pulse-ar1",
        "pulse ~ 1 + residual(ar1(order | time))",
        pulse.with("order", days.stream().map(alphabetical::indexOf).toList()),
        fit -> CovarianceParameters.of("ar1", fit.residual()));
    Table ovary = covariance("ovary.csv");
    add(
        "ovary-intercept-ar1-ml",
        "follicles ~ sin(6.283185307179586 * time) + cos(6.283185307179586 * time)"
            + " + (1 | mare) + residual(ar1(order | mare))",
        ovary.with("order", runningNumbers(ovary.numbers("mare"))),
        FormulaCases::effectsAndSeries);
  }

  /** Numbers the rows of each group from 1. */
  private static int[] runningNumbers(double[] groups) {
    Map<Double, Integer> counts = new HashMap<>();
    int[] numbers = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      numbers[i] = counts.merge(groups[i], 1, Integer::sum);
    }
    return numbers;
  }
}
