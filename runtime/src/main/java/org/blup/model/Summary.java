package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.FixedColumn.Fate;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.MonteCarloErrors;
import org.blup.internal.model.Tails;
import org.blup.internal.model.fit.VarianceTable;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.EstimateTable;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;

/** Lays a fit out for reading, in the order of lme4's summary. */
final class Summary {

  /** Of more coefficients the correlations are not printed. */
  private static final int MOST_CORRELATIONS = 12;

  /** What is told of a criterion. An error above it is printed. */
  private static final double TOLD_TO = 1e-6;

  private static final String TOO_LONG =
      "Not tested here: degrees of freedom take long beside this fit. coefficient(name).pValue()"
          + " computes them, once for all\ncoefficients, and the next print has them;"
          + " degreesOfFreedom(WALD) needs none.\n";

  private final FittedModel fit;
  private final OptionalDouble level;
  private final ObservedDesign design;
  private final StringBuilder text = new StringBuilder();

  private Summary(FittedModel fit, OptionalDouble level) {
    this.fit = fit;
    this.level = level;
    this.design = fit.fit().design();
  }

  /** A summary without intervals. */
  static String of(FittedModel fit) {
    return of(fit, OptionalDouble.empty());
  }

  /** A summary with an interval of some level for each coefficient, if one is given. */
  static String of(FittedModel fit, OptionalDouble level) {
    level.ifPresent(Tails::checkLevel);
    Summary summary = new Summary(fit, level);
    summary.head();
    summary.randomEffects();
    summary.rows();
    summary.fixedEffects();
    return summary.text.toString();
  }

  private void head() {
    String criterion = fit.fittedBy() == Criterion.REML ? "REML" : "maximum likelihood";
    ModelStructure structure = design.structure();
    String kind =
        design.groups() > 0 ? "Linear mixed model" : "Linear model by generalized least squares";
    line(kind + " fit by " + criterion);
    line("Formula: " + fit.formula());
    structure.weight().ifPresent(weight -> line("Weights: " + weight));
    structure.knownVariance().ifPresent(known -> line("Residual variances known: " + known));
    design
        .equations()
        .distant()
        .map(DistantLevels::reason)
        .filter(reason -> !reason.isEmpty())
        .ifPresent(reason -> line("Levels left in the cluster, because " + reason));
    Optional<MonteCarloErrors> iterations = MonteCarloErrors.of(fit.fit());
    if (iterations.isPresent()) {
      iterations.get().lines().forEach(this::line);
      line("");
      return;
    }
    line(
        fit.fittedBy()
            + " criterion: "
            + Digits.criterion(fit.criterion())
            + ", log-likelihood: "
            + Digits.criterion(fit.logLikelihood())
            + ", AIC: "
            + Digits.criterion(fit.aic())
            + ", BIC: "
            + Digits.criterion(fit.bic()));
    line("");
  }

  private void randomEffects() {
    if (design.groups() > 0 || !fit.fit().solution().isVarianceKnown()) {
      line(design.groups() > 0 ? "Random effects:" : "Residuals:");
      text.append(VarianceTable.of(fit.fit()));
    }
    for (SingularDirection direction : fit.singularDirections()) {
      line("Singular, no variance in " + direction);
    }
    double error = fit.fit().solution().criterionError();
    if (error > TOLD_TO) {
      line(
          String.format(
              Locale.ROOT,
              "The criterion may be off by %.0e: covariances are close to singular, and rounding"
                  + " counts",
              error));
    }
    List<String> undetermined = fit.undeterminedVariances();
    if (!undetermined.isEmpty()) {
      line(
          "Not determined by these data: "
              + String.join(", ", undetermined)
              + ". These and all that depends on them are NaN");
    }
  }

  private void rows() {
    List<String> sizes = new ArrayList<>();
    for (int g = 0; g < design.groups(); g++) {
      GroupLevels levels = design.group(g);
      sizes.add(levels.label() + " " + levels.size());
    }
    String groups = sizes.isEmpty() ? "" : ", groups: " + String.join(", ", sizes);
    line("Number of rows: " + fit.rows() + groups);
    if (fit.omitted() > 0) {
      line("Rows left out because a value was missing: " + fit.omitted());
    }
    line("");
  }

  private void fixedEffects() {
    List<Coefficient> coefficients = fit.coefficients();
    if (coefficients.isEmpty()) {
      line("No fixed effects");
      return;
    }
    text.append(coefficientTable(coefficients));
    dropped(Fate.DEPENDENT, "Dropped, being combinations of the columns before them: ");
    dropped(
        Fate.NEARLY_DEPENDENT,
        "Dropped, being combinations of the columns before them to six digits or more: ");
    correlations(coefficients);
  }

  private void dropped(Fate fate, String why) {
    List<String> names =
        fit.fit().design().fixedColumns().stream()
            .filter(column -> column.fate() == fate)
            .map(FixedColumn::name)
            .toList();
    if (!names.isEmpty()) {
      line(why + String.join(", ", names));
    }
  }

  /** With tests where they are known or cost little beside the fit. */
  private String coefficientTable(List<Coefficient> coefficients) {
    EstimateTable table = new EstimateTable("");
    table.noTest(fit.estimates.space().noTest());
    DegreesOfFreedom method = fit.estimates.method();
    String why = TOO_LONG;
    if (level.isPresent() || fit.estimates.space().arePrinted()) {
      try {
        List<LinearTest> tests =
            MemoryLimit.within(() -> coefficients.stream().map(Coefficient::test).toList());
        tests.forEach(test -> add(table, test));
        MonteCarloErrors.of(fit.fit()).ifPresent(errors -> table.monteCarlo(errors.coefficients()));
        String intervals = level.isPresent() ? "; intervals: " + percent() : "";
        return "Fixed effects, " + method.tests("t") + intervals + ":\n" + table;
      } catch (BlupException e) {
        why = "Not tested: " + e.getMessage() + "\n";
      }
    }
    double[] covariance = fit.estimates.space().covariance();
    EstimateTable untested = new EstimateTable("");
    for (int i = 0; i < coefficients.size(); i++) {
      double error = Math.sqrt(covariance[i * (coefficients.size() + 1)]);
      untested.add(coefficients.get(i).name(), coefficients.get(i).estimate(), error);
    }
    return "Fixed effects, standard errors at the estimated variances:\n" + untested + why;
  }

  private void add(EstimateTable table, LinearTest test) {
    if (level.isPresent()) {
      Interval interval = test.interval(level.getAsDouble());
      table.add(
          test.name(), test.estimate(), test.standardError(), interval.lower(), interval.upper());
    } else {
      table.add(test.name(), test.estimate(), test.standardError());
    }
    table.test(test.df(), test.t(), Digits.pValue(test.pValue()));
  }

  private String percent() {
    return Digits.percent(level.getAsDouble());
  }

  private void correlations(List<Coefficient> coefficients) {
    if (coefficients.size() < 2) {
      return;
    }
    line("");
    if (coefficients.size() > MOST_CORRELATIONS) {
      line("Correlation of fixed effects: see coefficientCovariance(), too wide to be printed");
      return;
    }
    line("Correlation of fixed effects:");
    text.append(
        correlationTable(
            coefficients.stream().map(Coefficient::name).toList(),
            fit.estimates.space().covariance()));
  }

  private static TextTable correlationTable(List<String> names, double[] covariance) {
    int p = names.size();
    TextTable table = new TextTable();
    table.numbers("", integers(p));
    table.text("", names);
    for (int c = 0; c < p - 1; c++) {
      List<String> cells = new ArrayList<>();
      for (int r = 0; r < p; r++) {
        double variances = covariance[r * (p + 1)] * covariance[c * (p + 1)];
        cells.add(r > c ? Digits.share(covariance[r * p + c] / Math.sqrt(variances)) : "");
      }
      table.flushRight(Integer.toString(c + 1), cells);
    }
    return table;
  }

  private static List<String> integers(int count) {
    List<String> integers = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      integers.add(Integer.toString(i));
    }
    return integers;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
