package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.identification.UndeterminedVarianceException.Effects;

/**
 * What the data tell of the parameters φ of residuals and levels where θ is unknown: {@code F_φφ −
 * F_φθ F_θθ⁻¹ F_θφ} of the average information F at a point. Parameters behind θ are angles and
 * logarithms, which have no unit.
 */
final class ResidualInformation {

  /** Terms whose parameters a direction moves by a smaller share of the largest are not named. */
  private static final double LEAST_SHARE = 0.1;

  private final JointObjective joint;
  private final int n;
  private final int m;
  private final double[] information;

  /** The numbers behind θ of the parameters that are looked at. */
  private final int[] own;

  /** The information at a point; correlations of levels without variance are left out. */
  ResidualInformation(JointObjective joint, ResidualEquations residuals, double[] x) {
    this.joint = joint;
    joint.value(x);
    joint.derivatives();
    information = joint.information();
    n = joint.size();
    m = joint.objective().parameters();
    own = new LevelCorrelations(joint, residuals).told(x);
  }

  private double own(int parameter) {
    return information[parameter * (n + 1)];
  }

  /** A direction of (θ, φ) that the data do not determine; empty if they determine all. */
  Optional<double[]> undetermined() {
    double[] direction = new double[n];
    for (int i : own) {
      if (!(own(m + i) > RelatedVariances.LEAST_INFORMATION)) {
        direction[m + i] = 1;
        return Optional.of(direction);
      }
    }
    if (own.length == 0) {
      return Optional.empty();
    }
    double[] mixed = new double[(n - m) * m];
    double[] ofTheta = new double[m * m];
    for (int i = 0; i < n; i++) {
      System.arraycopy(information, i * n, i < m ? ofTheta : mixed, (i < m ? i : i - m) * m, m);
    }
    double[] inverse = PseudoInverse.ofPositive(m, ofTheta);
    double[] scaled = scaledRest(mixed, inverse);
    if (!Arrays.stream(scaled).allMatch(Double::isFinite)) {
      return Optional.of(direction);
    }
    SymmetricEigen eigen = new SymmetricEigen(own.length, scaled);
    if (eigen.values()[0] >= RelatedVariances.LEAST_INFORMATION) {
      return Optional.empty();
    }
    double[] pull = new double[m];
    for (int i = 0; i < own.length; i++) {
      double change = eigen.vector(0, i) / Math.sqrt(own(m + own[i]));
      direction[m + own[i]] = change;
      for (int j = 0; j < m; j++) {
        pull[j] -= change * mixed[own[i] * m + j];
      }
    }
    System.arraycopy(Quadratic.times(inverse, pull), 0, direction, 0, m);
    return Optional.of(direction);
  }

  /** What is left of the information on φ, scaled by what each parameter has alone. */
  private double[] scaledRest(double[] mixed, double[] inverse) {
    double[] scaled = new double[own.length * own.length];
    for (int i = 0; i < own.length; i++) {
      double[] left = Arrays.copyOfRange(mixed, own[i] * m, (own[i] + 1) * m);
      for (int j = 0; j < own.length; j++) {
        double[] right = Arrays.copyOfRange(mixed, own[j] * m, (own[j] + 1) * m);
        double rest = information[(m + own[i]) * n + m + own[j]];
        rest -= Quadratic.form(left, inverse, right);
        scaled[i * own.length + j] = rest / Math.sqrt(own(m + own[i]) * own(m + own[j]));
      }
    }
    return scaled;
  }

  /** The terms of random effects whose covariances a direction changes. */
  List<Effects> changed(double[] direction) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, size(direction, i));
    }
    int[] start = joint.objective().parametrisation.termStart;
    List<Effects> terms = new ArrayList<>();
    for (int t = 0; t + 1 < start.length; t++) {
      double most = 0;
      for (int i = start[t]; i < start[t + 1]; i++) {
        most = Math.max(most, size(direction, i));
      }
      if (most > LEAST_SHARE * largest) {
        terms.add(new Effects(t, -1, joint.objective().templates.terms().get(t).size()));
      }
    }
    return terms;
  }

  private double size(double[] direction, int parameter) {
    return Math.abs(direction[parameter]) * Math.sqrt(Math.max(0, own(parameter)));
  }
}
