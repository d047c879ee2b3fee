package org.blup.internal.model.diagnostics;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.inference.degreesoffreedom.FixedEffectTests;
import org.blup.internal.inference.degreesoffreedom.TestMethods;
import org.blup.internal.inference.robust.Cluster;
import org.blup.internal.inference.robust.Correction;
import org.blup.internal.inference.robust.RobustCovariance;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.Tails;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.fit.CombinationTests;
import org.blup.internal.model.fit.TermTests;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.EstimateTable;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.FTest;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.RobustTests;
import org.ejml.data.DMatrixRMaj;

/** Tests of a fit's coefficients by the residuals of clusters. */
final class FittedRobust implements RobustTests {

  private final CombinationTests combinations;
  private final CoefficientSpace robust;
  private final RobustMethod method;
  private final String cluster;
  private final int clusters;

  /**
   * Goes through the clusters.
   *
   * @param space of the fit, whose combinations may be tested
   */
  FittedRobust(
      PostFit fit,
      CoefficientSpace space,
      RowResiduals residuals,
      List<List<KeptRow>> rows,
      RobustMethod method,
      String cluster) {
    this.method = method;
    this.cluster = cluster;
    clusters = rows.size();
    ResponseCovariance covariance = new ResponseCovariance(fit, residuals);
    RobustCovariance tests =
        new RobustCovariance(
            fit.solution().betaCovariance(),
            Correction.valueOf(method.name()),
            () -> rows.stream().map(own -> cluster(own, covariance)).iterator());
    FixedEffectTests determined = TestMethods.determined(tests, fit.solution());
    robust = new CoefficientSpace(fit, method, () -> determined);
    combinations = new CombinationTests(space, robust);
  }

  private static Cluster cluster(List<KeptRow> rows, ResponseCovariance covariance) {
    int p = rows.get(0).x().length;
    double[] x = new double[rows.size() * p];
    double[] deviations = new double[rows.size()];
    for (int s = 0; s < deviations.length; s++) {
      System.arraycopy(rows.get(s).x(), 0, x, s * p, p);
      deviations[s] = rows.get(s).deviation();
    }
    return new Cluster(x, covariance.of(rows), deviations);
  }

  @Override
  public RobustMethod method() {
    return method;
  }

  @Override
  public String cluster() {
    return cluster;
  }

  @Override
  public int clusters() {
    return clusters;
  }

  @Override
  public List<LinearTest> coefficients() {
    return IntStream.range(0, robust.size()).mapToObj(this::coefficient).toList();
  }

  @Override
  public LinearTest coefficient(String name) {
    return coefficient(robust.position(name));
  }

  private LinearTest coefficient(int position) {
    double[] unit = new double[robust.size()];
    unit[position] = 1;
    return robust.test(robust.names().get(position), unit, 0);
  }

  @Override
  public DMatrixRMaj covariance() {
    return new DMatrixRMaj(robust.size(), robust.size(), true, robust.testCovariance());
  }

  @Override
  public LinearTest test(LinearCombination combination, double value) {
    return combinations.test(combination, value);
  }

  @Override
  public FTest jointTest(List<? extends LinearCombination> tested) {
    FTest test = combinations.joint(tested);
    if (Double.isNaN(test.f())) {
      throw new BlupException(
          ("There is no joint test by %s: %s clusters of %s are too few for %s independent"
                  + " combinations, or one of these has no test of its own. Test fewer at once")
              .formatted(method, clusters, cluster, Digits.given(test.numeratorDf())));
    }
    return test;
  }

  @Override
  public AnovaTable anova(AnovaType type) {
    return TermTests.of(robust, type);
  }

  @Override
  public String table(double level) {
    EstimateTable table = new EstimateTable("");
    table.noTest(robust.noTest());
    for (LinearTest test : coefficients()) {
      Interval ends = test.interval(level);
      table.add(test.name(), test.estimate(), test.standardError(), ends.lower(), ends.upper());
      table.test(test.df(), test.t(), Digits.pValue(test.pValue()));
    }
    return "Fixed effects, %s, %s clusters of %s,\nBell and McCaffrey's degrees of freedom; intervals: %s:\n"
            .formatted(method.tests("t"), Digits.count(clusters), cluster, Digits.percent(level))
        + table;
  }

  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
