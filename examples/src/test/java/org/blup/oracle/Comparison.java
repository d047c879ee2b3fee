package org.blup.oracle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.ejml.data.DMatrixRMaj;

/**
 * Lays a fit beside the oracle's, name by name: R orders random terms by their number of levels and
 * writes {@code cask:batch} where Blup writes {@code batch:cask}.
 *
 * @param <R> the record the rows are
 */
final class Comparison<R> {

  private final OracleFit oracle;
  private final MixedFit<R> fit;
  private final List<R> rows;
  private final Differences differences = new Differences();

  private Comparison(OracleFit oracle, MixedFit<R> fit, List<R> rows) {
    this.oracle = oracle;
    this.fit = fit;
    this.rows = rows;
  }

  /**
   * Compares every number the oracle offers.
   *
   * @param rows the rows of the fit, without those left out
   */
  static <R> Differences of(OracleFit oracle, MixedFit<R> fit, List<R> rows) {
    Comparison<R> comparison = new Comparison<>(oracle, fit, rows);
    comparison.likelihood();
    comparison.fixedEffects();
    comparison.theta();
    comparison.varianceComponents();
    oracle.ranef().forEach(comparison::conditionalModes);
    comparison.conditionalCovariances();
    comparison.predictions();
    return comparison.differences;
  }

  private void likelihood() {
    differences.absolute(Quantity.CRITERION, "criterion", oracle.criterion(), fit.criterion());
    differences.absolute(Quantity.LIKELIHOOD, "logLik", oracle.logLik(), fit.logLikelihood());
    differences.absolute(Quantity.LIKELIHOOD, "AIC", oracle.aic(), fit.aic());
    differences.absolute(Quantity.LIKELIHOOD, "BIC", oracle.bic(), fit.bic());
    differences.relative(Quantity.SIGMA, "sigma", oracle.sigma(), fit.sigma());
  }

  private void fixedEffects() {
    List<String> names = fit.coefficients().stream().map(Coefficient::name).toList();
    int p = oracle.fixed().size();
    int[] position = new int[p];
    for (int i = 0; i < p; i++) {
      OracleFit.FixedEffect effect = oracle.fixed().get(i);
      position[i] = names.indexOf(effect.name());
      if (position[i] < 0) {
        throw new AssertionError("no coefficient " + effect.name() + " among " + names);
      }
      Coefficient coefficient = fit.coefficients().get(position[i]);
      differences.scaled(
          Quantity.BETA,
          effect.name(),
          effect.estimate(),
          coefficient.estimate(),
          Math.max(Math.abs(effect.estimate()), 1e-6 * effect.se()));
      differences.relative(
          Quantity.STANDARD_ERROR, effect.name(), effect.se(), coefficient.standardError());
    }
    if (oracle.vcov() != null) {
      DMatrixRMaj covariance = fit.coefficientCovariance();
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          differences.scaled(
              Quantity.FIXED_COVARIANCE,
              oracle.fixed().get(i).name() + ", " + oracle.fixed().get(j).name(),
              oracle.vcov()[i][j],
              covariance.get(position[i], position[j]),
              oracle.fixed().get(i).se() * oracle.fixed().get(j).se());
        }
      }
    }
  }

  private void theta() {
    double[] theta = OracleNames.theta(oracle, fit);
    for (int i = 0; i < theta.length; i++) {
      differences.scaled(
          Quantity.THETA,
          oracle.thetaNames().get(i),
          oracle.theta()[i],
          theta[i],
          Math.max(1, Math.abs(oracle.theta()[i])));
    }
  }

  private void varianceComponents() {
    Map<String, Double> variances = new HashMap<>();
    for (VarianceComponent component : fit.varianceComponents()) {
      variances.put(
          OracleNames.canonical(component.group()) + " " + component.effect(),
          component.variance());
    }
    Map<String, Double> scales = new HashMap<>();
    for (OracleFit.Component expected : oracle.varcorr()) {
      String group = groupOf(expected.group());
      String label = expected.group() + " " + expected.term1();
      if (expected.term2() != null) {
        double correlation =
            TypedGroup.of(fit, group).effects().correlation(expected.term1(), expected.term2());
        if (!Double.isNaN(expected.sdcor())) {
          differences.absolute(
              Quantity.CORRELATION, label + " " + expected.term2(), expected.sdcor(), correlation);
        }
        continue;
      }
      String effect = expected.term1() == null ? "" : expected.term1();
      double variance = variances.get(OracleNames.canonical(group) + " " + effect);
      scales.put(label, expected.vcov());
      differences.scaled(
          Quantity.VARIANCE, label, expected.vcov(), variance, varianceScale(expected));
      differences.scaled(
          Quantity.VARIANCE,
          label + " (square root)",
          expected.sdcor(),
          Math.sqrt(variance),
          Math.sqrt(varianceScale(expected)));
    }
  }

  private double varianceScale(OracleFit.Component component) {
    double residual = oracle.sigma() * oracle.sigma();
    return component.vcov() > 1e-6 * residual ? component.vcov() : residual;
  }

  private void conditionalModes(String label, OracleFit.Modes expected) {
    TypedGroup group = TypedGroup.of(fit, label);
    if (!oracle.groups().get(label).equals(group.effects().levels().size())) {
      throw new AssertionError(
          label
              + " has "
              + group.effects().levels().size()
              + " levels, the oracle has "
              + oracle.groups().get(label));
    }
    Map<String, ?> modes = group.modes();
    for (int level = 0; level < expected.levels().size(); level++) {
      String name = String.join(":", levelParts(label, group, expected.levels().get(level)));
      for (int e = 0; e < expected.effects().size(); e++) {
        String effect = expected.effects().get(e);
        differences.scaled(
            Quantity.MODE,
            label + " " + name + " " + effect,
            expected.values()[level][e],
            group.mode(modes.get(name), effect),
            standardDeviation(label, effect));
      }
    }
  }

  private void conditionalCovariances() {
    if (oracle.conditionalCovariances() == 0) {
      return;
    }
    String label = oracle.ranef().keySet().iterator().next();
    OracleFit.Modes modes = oracle.ranef().get(label);
    TypedGroup group = TypedGroup.of(fit, label);
    List<Integer> position =
        modes.effects().stream().map(group.effects().effectNames()::indexOf).toList();
    for (int level = 0; level < oracle.conditionalCovariances(); level++) {
      double[][] expected = oracle.conditionalCovariance(level);
      DMatrixRMaj actual =
          group.conditionalCovariance(levelParts(label, group, modes.levels().get(level)));
      for (int i = 0; i < expected.length; i++) {
        for (int j = 0; j < expected.length; j++) {
          differences.scaled(
              Quantity.CONDITIONAL_COVARIANCE,
              label + " " + modes.levels().get(level) + " " + i + ", " + j,
              expected[i][j],
              actual.get(position.get(i), position.get(j)),
              Math.sqrt(
                  Math.max(expected[i][i], smallest(label, modes.effects().get(i)))
                      * Math.max(expected[j][j], smallest(label, modes.effects().get(j)))));
        }
      }
    }
  }

  private void predictions() {
    double sum = 0;
    for (R row : rows) {
      sum += fit.residual(row) * fit.residual(row);
    }
    differences.relative(Quantity.RESIDUAL_SUM_OF_SQUARES, "rss", oracle.rss(), sum);
    for (int i = 0; i < oracle.fittedHead().length; i++) {
      R row = rows.get(i);
      differences.scaled(
          Quantity.FITTED, "row " + i, oracle.fittedHead()[i], fit.predict(row), oracle.sigma());
      differences.scaled(
          Quantity.POPULATION,
          "row " + i,
          oracle.populationHead()[i],
          fit.predictPopulation(row),
          oracle.sigma());
    }
  }

  /** The standard deviation of an effect, or the residual's where the effect has none. */
  private double standardDeviation(String label, String effect) {
    return oracle.varcorr().stream()
        .filter(c -> c.term2() == null && effect.equals(c.term1()))
        .filter(c -> groupOf(c.group()).equals(label))
        .mapToDouble(this::varianceScale)
        .map(Math::sqrt)
        .findFirst()
        .orElseThrow();
  }

  /** A variance below which conditional variances do not count, a millionth of the effect's. */
  private double smallest(String label, String effect) {
    double deviation = standardDeviation(label, effect);
    return 1e-6 * deviation * deviation;
  }

  /** {@code subject} for {@code subject.1}, by which lme4 names a second term of a group. */
  private String groupOf(String name) {
    String base = name.replaceFirst("\\.\\d+$", "");
    return oracle.groups().containsKey(base) ? base : name;
  }

  /** A level of the oracle's group, a part for each factor in Blup's order of the factors. */
  private static List<String> levelParts(String label, TypedGroup group, String level) {
    List<String> oracleFactors = List.of(label.split(":"));
    if (oracleFactors.size() == 1) {
      return List.of(level);
    }
    List<String> parts = List.of(level.split(":"));
    return Arrays.stream(group.label().split(":"))
        .map(factor -> parts.get(oracleFactors.indexOf(factor)))
        .toList();
  }
}
