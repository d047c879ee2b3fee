package org.blup.internal.model.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.inference.profile.JointInformation;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Tails;
import org.blup.internal.model.VarianceNames;
import org.blup.model.fit.Interval;

/**
 * Intervals for the standard deviations and correlations of a model whose residuals covary, by the
 * delta method from the observed information: symmetric for log standard deviations and Fisher's z.
 */
final class CovaryingIntervals {

  private final PostFit fit;
  private final ResidualForm form;
  private final PatternedCovariance structure;
  private final List<Quantity> quantities = new ArrayList<>();

  /**
   * What has an interval.
   *
   * @param transformed the logarithm of a standard deviation, or Fisher's z of a correlation
   */
  private record Quantity(
      String name, boolean isDeviation, ToDoubleFunction<double[]> transformed) {

    Interval interval(double estimate, double half) {
      return isDeviation
          ? new Interval(Math.exp(estimate - half), Math.exp(estimate + half))
          : new Interval(Math.tanh(estimate - half), Math.tanh(estimate + half));
    }
  }

  CovaryingIntervals(PostFit fit) {
    this.fit = fit;
    ResidualTerm term = fit.design().structure().residual().orElseThrow();
    if (!term.numbers().isEmpty()) {
      throw new BlupException(
          fit.design().structure().name()
              + ": varianceIntervals(level) is not available yet where residuals follow a number."
              + " residual() has the estimates.");
    }
    form = fit.solution().residual().orElseThrow().residuals().form();
    structure = PatternedCovariance.of(term.structure());
    for (ProfileTarget target : ProfileLikelihood.varianceTargets(fit.design().equations())) {
      String name = VarianceNames.of(fit.design(), target);
      if (target instanceof StandardDeviation sd) {
        addDeviation(name, all -> effect(all, sd.term(), sd.effect(), sd.effect()));
      } else if (target instanceof Correlation c) {
        addCorrelation(
            name,
            all -> effect(all, c.term(), c.effect1(), c.effect2()),
            all -> effect(all, c.term(), c.effect1(), c.effect1()),
            all -> effect(all, c.term(), c.effect2(), c.effect2()));
      }
    }
    List<ResidualForm.Block> blocks = form.blocks(fit.solution().residual().get().phi());
    for (int b = 0; b < blocks.size(); b++) {
      addBlock(b, blocks.get(b));
    }
  }

  Map<String, Interval> of(double level) {
    double quantile = Tails.quantile(level, Double.POSITIVE_INFINITY);
    JointInformation information =
        new JointInformation(fit.design().equations(), fit.solution(), fit.isReml());
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (Quantity quantity : quantities) {
      double estimate = quantity.transformed().applyAsDouble(information.estimate());
      double error = information.standardError(quantity.transformed());
      if (quantity.isDeviation() && !(error < 1)) {
        throw VarianceIntervals.unbounded(quantity.name(), Math.exp(estimate), error);
      }
      intervals.put(quantity.name(), quantity.interval(estimate, quantile * error));
    }
    return Collections.unmodifiableMap(intervals);
  }

  private void addDeviation(String name, ToDoubleFunction<double[]> variance) {
    quantities.add(new Quantity(name, true, all -> 0.5 * Math.log(variance.applyAsDouble(all))));
  }

  private void addCorrelation(
      String name,
      ToDoubleFunction<double[]> covariance,
      ToDoubleFunction<double[]> first,
      ToDoubleFunction<double[]> second) {
    quantities.add(
        new Quantity(
            name,
            false,
            all -> {
              double variances = first.applyAsDouble(all) * second.applyAsDouble(all);
              double r = covariance.applyAsDouble(all) / Math.sqrt(variances);
              return 0.5 * (Math.log1p(r) - Math.log1p(-r));
            }));
  }

  /** The standard deviations and those correlations that all others follow from. */
  private void addBlock(int block, ResidualForm.Block own) {
    String end = own.stratum().isEmpty() ? "" : "_" + own.stratum();
    int m = own.positions().size();
    boolean isOne = structure.oneVariance() || m == 1;
    for (int a = 0; a < (isOne ? 1 : m); a++) {
      int at = a;
      String name = isOne ? "sigma" + end : "sd_" + own.positions().get(a) + "|Residual" + end;
      addDeviation(name, all -> residual(all, block, at, at));
    }
    int count = structure.parameters(m) - (isOne ? 1 : m);
    boolean isEach = count == m * (m - 1) / 2 && count > 1;
    boolean isByNeighbours = structure.correlation().isByNeighbours();
    for (int b = 1; b < m && (isEach || b <= count); b++) {
      int second = b;
      int from = isByNeighbours && !isEach ? b - 1 : 0;
      for (int a = from; a < (isEach ? b : from + 1); a++) {
        int first = a;
        String pair = own.positions().get(b) + "." + own.positions().get(a);
        addCorrelation(
            count == 1 ? "rho" + end : "cor_" + pair + "|Residual" + end,
            all -> residual(all, block, second, first),
            all -> residual(all, block, first, first),
            all -> residual(all, block, second, second));
      }
    }
  }

  private double residual(double[] all, int block, int a, int b) {
    int first = fit.solution().theta().length;
    double[] phi = Arrays.copyOfRange(all, first, all.length - 1);
    ResidualForm.Block own = form.blocks(phi).get(block);
    return variance(all) * own.covariance(a, b);
  }

  private static double variance(double[] all) {
    return Math.exp(2 * all[all.length - 1]);
  }

  /** An element of the covariance of a term's effects. */
  private double effect(double[] all, int term, int a, int b) {
    List<Term> terms = fit.design().equations().terms();
    int start = 0;
    for (Term before : terms.subList(0, term)) {
      start += before.parameters();
    }
    Term own = terms.get(term);
    double sum = 0;
    for (int c = 0; c <= Math.min(a, b); c++) {
      sum += element(all, start, own, a, c) * element(all, start, own, b, c);
    }
    return variance(all) * sum;
  }

  private static double element(double[] all, int start, Term term, int row, int column) {
    boolean isParameter = term.structure().isCorrelated() || row == column;
    return isParameter ? all[start + term.structure().element(term.size(), row, column)] : 0;
  }
}
