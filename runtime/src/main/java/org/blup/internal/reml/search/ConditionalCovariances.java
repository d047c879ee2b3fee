package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.reml.equations.SparseFactorisation;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The conditional covariances of the random effects, {@code σ² Λ [C_ZZ⁻¹]_jj Λᵀ} for each level j,
 * in the user's basis. They take a factorisation and an inverse of their own, and many fits are
 * never asked for them: so they are computed when they first are. Thread-safe.
 */
final class ConditionalCovariances {

  private final EquationSetup setup;
  private final double[][] lambda;
  private final double sigma;
  private double @Nullable [][] covariances;

  /**
   * Nothing is computed yet.
   *
   * @param lambda each group's factor on the scale of the equations; copied
   */
  ConditionalCovariances(EquationSetup setup, double[][] lambda, double sigma) {
    this.setup = setup;
    this.lambda = new double[lambda.length][];
    Arrays.setAll(this.lambda, g -> lambda[g].clone());
    this.sigma = sigma;
  }

  /** That of one level's effects, size × size row by row. */
  double[] of(int group, int level) {
    int size = setup.equations.groups().get(group).size();
    int at = level * size * size;
    return Arrays.copyOfRange(all()[group], at, at + size * size);
  }

  private synchronized double[][] all() {
    double[][] known = covariances;
    if (known == null) {
      known = compute();
      covariances = known;
    }
    return known;
  }

  private double[][] compute() {
    SparseFactorisation factorisation = new SparseFactorisation(setup);
    factorisation.eliminate(lambda);
    SelectedInverse inverse = new SelectedInverse(factorisation.factor);
    inverse.compute(0);
    double[][] all = new double[lambda.length][];
    for (int g = 0; g < all.length; g++) {
      all[g] = ofGroup(inverse, g);
      setup.userBasis.covariances(g, all[g]);
      setup.anchor(g, all[g]);
    }
    return all;
  }

  private double[] ofGroup(SelectedInverse inverse, int g) {
    Layout layout = setup.layout();
    Group group = layout.pattern.groups().get(g);
    int k = group.size();
    double[] own = lambda[g];
    double[] all = new double[Math.multiplyExact(group.levels(), k * k)];
    double[] left = new double[k * k];
    for (int j = 0; j < group.levels(); j++) {
      int node = layout.groupStart[g] + j;
      int at = layout.diagonal[node];
      int ld = layout.leadingDimension[node];
      for (int a = 0; a < k; a++) {
        for (int c = 0; c < k; c++) {
          double sum = 0;
          for (int b = 0; b < k; b++) {
            sum += own[a * k + b] * inverse.panels()[at + b + c * ld];
          }
          left[a * k + c] = sum * sigma;
        }
      }
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          double sum = 0;
          for (int c = 0; c < k; c++) {
            sum += left[a * k + c] * own[b * k + c];
          }
          all[(j * k + a) * k + b] = sum * sigma;
        }
      }
    }
    return all;
  }
}
