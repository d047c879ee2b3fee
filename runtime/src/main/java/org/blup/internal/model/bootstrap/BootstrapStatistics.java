package org.blup.internal.model.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResidualQuantities;
import org.blup.internal.model.VarianceNames;
import org.blup.internal.reml.search.Refitter;
import org.blup.internal.reml.solution.Solution;

/**
 * Every standard deviation, correlation, σ and coefficient, in lme4's order; {@code NaN} for those
 * that depend on a variance that the data do not determine, since the responses drawn do, too.
 */
final class BootstrapStatistics {

  private final ObservedDesign design;
  private final NormalEquations equations;
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> determined = new ArrayList<>();

  /** Of levels that are autoregressions. */
  private final List<LevelCorrelation> ofLevels;

  /** Of residuals that covary; none where σ says all. */
  private final List<ResidualQuantities.Quantity> ofResiduals;

  BootstrapStatistics(PostFit fit, List<String> coefficients) {
    design = fit.design();
    equations = design.equations();
    ofResiduals = ResidualQuantities.of(fit);
    for (ProfileTarget target : ProfileLikelihood.varianceTargets(equations)) {
      if (ofResiduals.isEmpty() || !(target instanceof ProfileTarget.Sigma)) {
        names.add(VarianceNames.of(design, target));
        determined.add(VarianceNames.isDetermined(fit, target));
      }
    }
    for (ResidualQuantities.Quantity each : ofResiduals) {
      names.add(each.name());
      determined.add(true);
    }
    ofLevels = LevelCorrelation.of(fit);
    for (LevelCorrelation each : ofLevels) {
      names.add(each.name());
      determined.add(each.isTold(fit.solution()));
    }
    names.addAll(coefficients);
    for (double[] row : design.coefficientRows()) {
      determined.add(!fit.solution().undeterminedVariances().affects(row));
    }
  }

  List<String> names() {
    return names;
  }

  double[] of(Refitter refit) {
    double sigma = refit.sigma();
    double[] coefficients = design.coefficients(refit.beta());
    return of(refit::template, sigma, sigma(sigma), coefficients);
  }

  /** Of a fit of the same model to the same rows. */
  double[] of(PostFit refit) {
    Solution solution = refit.solution();
    double[] residual =
        ofResiduals.isEmpty()
            ? sigma(solution.sigma())
            : ofResiduals.stream().mapToDouble(each -> each.of(refit)).toArray();
    double[] coefficients = refit.design().coefficients(solution.beta());
    int own = residual.length;
    double[] beside = Arrays.copyOf(residual, own + ofLevels.size());
    for (int l = 0; l < ofLevels.size(); l++) {
      beside[own + l] = ofLevels.get(l).of(solution);
    }
    return of(solution::template, solution.sigma(), beside, coefficients);
  }

  /** σ, unless it is known. */
  private double[] sigma(double sigma) {
    return equations.residuals().isVarianceKnown() ? new double[0] : new double[] {sigma};
  }

  private double[] of(
      IntFunction<double[]> templates, double sigma, double[] residual, double[] coefficients) {
    double[] statistics = new double[names.size()];
    int next = 0;
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      int k = term.size();
      double[] lambda = templates.apply(t);
      for (int a = 0; a < k; a++) {
        double deviation = Math.sqrt(product(lambda, k, a, a));
        statistics[next++] = sigma * deviation;
        for (int b = a + 1; term.structure().isCorrelated() && b < k; b++) {
          double other = Math.sqrt(product(lambda, k, b, b));
          statistics[next++] = product(lambda, k, a, b) / (deviation * other);
        }
      }
    }
    System.arraycopy(residual, 0, statistics, next, residual.length);
    next += residual.length;
    System.arraycopy(coefficients, 0, statistics, next, coefficients.length);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = determined.get(i) ? statistics[i] : Double.NaN;
    }
    return statistics;
  }

  private static double product(double[] lambda, int k, int a, int b) {
    double sum = 0;
    for (int c = 0; c < k; c++) {
      sum += lambda[a * k + c] * lambda[b * k + c];
    }
    return sum;
  }
}
