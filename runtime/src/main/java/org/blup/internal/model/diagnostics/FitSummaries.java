package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.inference.diagnostics.CovarianceAxes;
import org.blup.internal.inference.diagnostics.Determinants;
import org.blup.internal.inference.diagnostics.ResponseVariance;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.PostFit;
import org.blup.internal.reml.postfit.FittedEquations;
import org.blup.model.diagnostics.ConditionalAic;
import org.blup.model.diagnostics.IntraclassCorrelation;
import org.blup.model.diagnostics.PrincipalComponents;
import org.blup.model.diagnostics.RSquared;
import org.blup.model.diagnostics.VarianceInflation;
import org.ejml.data.DMatrixRMaj;

/** Single numbers that say how good a fit is and what it is made of, from the cross-products. */
public final class FitSummaries {

  private final PostFit fit;
  private final ObservedDesign design;
  private final ModelStructure structure;
  private final NormalEquations equations;
  private final WeightSums sums;
  private final double variance;

  /** The mean over the rows of the residuals' variances, over σ². */
  private final double meanVariance;

  public FitSummaries(PostFit fit) {
    this(
        fit,
        fit.solution()
            .residual()
            .map(found -> found.residuals().meanVariance(found.phi()))
            .orElse(1.0));
  }

  private FitSummaries(PostFit fit, double meanVariance) {
    this.fit = fit;
    this.meanVariance = meanVariance;
    design = fit.design();
    structure = design.structure();
    equations = design.rowwise();
    sums = new WeightSums(design);
    variance = fit.variance();
  }

  public RSquared rSquared() {
    requireVariances("R²");
    double[] shares = determined(FitSummaries::explained);
    return new RSquared(shares[0], shares[1]);
  }

  private double[] explained() {
    double fixed = fixedVariance();
    double random = Arrays.stream(groupVariances()).sum();
    double all = fixed + random + meanVariance * variance;
    return new double[] {fixed / all, (fixed + random) / all};
  }

  public IntraclassCorrelation intraclassCorrelation() {
    requireVariances("The intraclass correlation");
    if (design.groups() == 0) {
      throw new BlupException(
          structure.name()
              + " has no random effects, whose share of the variance this is. What rows of a"
              + " subject share by their residuals residual() says.");
    }
    double[] shares = determined(FitSummaries::shared);
    Map<String, Double> byGroup = new LinkedHashMap<>();
    for (int g = 0; g < design.groups(); g++) {
      byGroup.put(design.group(g).label(), shares[2 + g]);
    }
    return new IntraclassCorrelation(shares[0], shares[1], byGroup);
  }

  private void requireVariances(String share) {
    for (int g = 0; g < design.groups(); g++) {
      if (design.group(g).structure().isWalk()) {
        throw new BlupException(
            "%s: %s is a share of variances, and levels of %s have none of their own: a random walk varies the more, the further it goes. The variance of its steps is in varianceComponents()"
                .formatted(structure.name(), share, design.group(g).label()));
      }
    }
    if (fit.solution().isVarianceKnown()) {
      throw new BlupException(
          "%s: %s is a share of one residual variance, and here each row has its own, %s. Compare the variances of the random effects with those"
              .formatted(structure.name(), share, structure.knownVariance().orElseThrow()));
    }
  }

  /** The adjusted and the unadjusted correlation, and each group's. */
  private double[] shared() {
    double[] variances = groupVariances();
    double random = Arrays.stream(variances).sum();
    double[] shares = new double[2 + variances.length];
    double residual = meanVariance * variance;
    shares[0] = random / (random + residual);
    shares[1] = random / (fixedVariance() + random + residual);
    for (int g = 0; g < variances.length; g++) {
      shares[2 + g] = variances[g] / (random + residual);
    }
    return shares;
  }

  /** Shares, {@code NaN} where they depend on an undetermined variance. */
  private double[] determined(Function<FitSummaries, double[]> shares) {
    return fit.determined()
        .numbers(
            each -> shares.apply(new FitSummaries(each, meanVariance)),
            each ->
                Arrays.stream(shares.apply(new FitSummaries(each, meanVariance)))
                    .map(Math::abs)
                    .toArray());
  }

  public ConditionalAic conditionalAic() {
    FittedEquations fitted = fit.equations();
    double squares = fitted.penalisedResidualSquare() - fitted.penalty();
    double deviance =
        equations.rows() * Math.log(2 * Math.PI * variance)
            + equations.residuals().logDeterminant()
            + squares / variance;
    double df =
        fitted.hatTrace()
            + fit.derivatives().estimationTrace(fitted.residualDegreesOfFreedom())
            + (fitted.isVarianceKnown() ? 0 : 1);
    return new ConditionalAic(deviance + 2 * df, -deviance / 2, df);
  }

  public List<PrincipalComponents> principalComponents() {
    List<PrincipalComponents> all = new ArrayList<>();
    for (int g = 0; g < design.groups(); g++) {
      GroupCovariance covariance = GroupCovariance.of(fit, g);
      CovarianceAxes axes =
          covariance.isDetermined()
              ? CovarianceAxes.of(covariance.size(), covariance.values())
              : CovarianceAxes.undetermined(covariance.size());
      all.add(
          new PrincipalComponents(
              covariance.group(),
              covariance.names(),
              Arrays.stream(axes.standardDeviations()).boxed().toList(),
              loadings(axes.axes())));
    }
    return List.copyOf(all);
  }

  /** The axes as columns. */
  private static DMatrixRMaj loadings(double[][] axes) {
    DMatrixRMaj loadings = new DMatrixRMaj(axes.length == 0 ? 0 : axes[0].length, axes.length);
    for (int i = 0; i < loadings.numCols; i++) {
      for (int effect = 0; effect < loadings.numRows; effect++) {
        loadings.set(effect, i, axes[i][effect]);
      }
    }
    return loadings;
  }

  public List<VarianceInflation> varianceInflation() {
    List<VarianceInflation> own = inflation();
    double[] factors = determined(FitSummaries::factors);
    List<VarianceInflation> all = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) {
      all.add(new VarianceInflation(own.get(i).term(), factors[i], own.get(i).coefficients()));
    }
    return List.copyOf(all);
  }

  private double[] factors() {
    return inflation().stream().mapToDouble(VarianceInflation::factor).toArray();
  }

  private List<VarianceInflation> inflation() {
    List<FixedColumn> kept =
        design.fixedColumns().stream().filter(column -> !column.dropped()).toList();
    List<EffectTerm> terms = structure.fixed();
    int p = kept.size();
    double[] covariance = design.coefficientCovariance(fit.solution().betaCovariance());
    boolean[] counted = new boolean[p];
    for (int i = 0; i < p; i++) {
      counted[i] = !terms.get(kept.get(i).term()).variables().isEmpty();
    }
    double whole = Determinants.logCorrelation(p, covariance, counted);
    List<VarianceInflation> all = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      boolean[] own = new boolean[p];
      boolean[] others = counted.clone();
      int size = 0;
      for (int i = 0; i < p; i++) {
        own[i] = counted[i] && kept.get(i).term() == t;
        others[i] &= !own[i];
        size += own[i] ? 1 : 0;
      }
      if (size > 0) {
        double log =
            Determinants.logCorrelation(p, covariance, own)
                + Determinants.logCorrelation(p, covariance, others)
                - whole;
        all.add(new VarianceInflation(terms.get(t).label(), Math.exp(log), size));
      }
    }
    return List.copyOf(all);
  }

  private double[] groupVariances() {
    ResponseVariance ofResponse = new ResponseVariance(equations, sums.weights());
    double[] variances = new double[design.groups()];
    Arrays.setAll(variances, g -> ofResponse.random(fit.equations(), g, variance));
    return variances;
  }

  private double fixedVariance() {
    int p = equations.columns();
    if (p == 0) {
      return 0;
    }
    double[] users = design.coefficients(fit.solution().beta());
    double[] beta = ResponseVariance.working(design.coefficientRows(), users);
    double sum = 0;
    double[] columnSums = sums.columns();
    for (int c = 0; c < p; c++) {
      sum += columnSums[c] * beta[c];
    }
    return new ResponseVariance(equations, sums.weights()).fixed(beta, sum);
  }
}
