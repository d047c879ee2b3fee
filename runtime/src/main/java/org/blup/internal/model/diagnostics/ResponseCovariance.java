package org.blup.internal.model.diagnostics;

import java.util.List;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.postfit.FittedEquations;

/**
 * V, the covariance of responses by the model, of rows of a block that is independent of others.
 */
final class ResponseCovariance {

  private final RowResiduals residuals;
  private final double variance;

  /** {@code ΛΛᵀ} of each group. */
  private final double[][] relative;

  ResponseCovariance(PostFit fit, RowResiduals residuals) {
    this.residuals = residuals;
    variance = fit.variance();
    FittedEquations equations = fit.equations();
    relative = new double[fit.design().groups()][];
    for (int g = 0; g < relative.length; g++) {
      double[] lambda = equations.relativeFactor(g);
      int k = fit.design().equations().groups().get(g).size();
      double[] identity = new double[k * k];
      for (int a = 0; a < k; a++) {
        identity[a * (k + 1)] = 1;
      }
      relative[g] = Quadratic.spread(k, k, lambda, identity);
    }
  }

  /** V, n × n row by row, σ² included. */
  double[] of(List<KeptRow> rows) {
    int n = rows.size();
    double[] covariance = residuals.covariances(rows.stream().map(KeptRow::place).toList());
    for (int s = 0; s < n; s++) {
      for (int t = 0; t <= s; t++) {
        double element = variance * (covariance[s * n + t] + random(rows.get(s), rows.get(t)));
        covariance[s * n + t] = element;
        covariance[t * n + s] = element;
      }
    }
    return covariance;
  }

  /** What the random effects of two rows have in common. */
  private double random(KeptRow a, KeptRow b) {
    double sum = 0;
    for (int g = 0; g < relative.length; g++) {
      if (a.levels()[g] == b.levels()[g]) {
        sum += Quadratic.form(a.z()[g], relative[g], b.z()[g]);
      }
    }
    return sum;
  }
}
