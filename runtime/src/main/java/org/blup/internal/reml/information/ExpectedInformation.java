package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.setup.UserBasis;

/**
 * The expected information of REML for the elements of the covariances of all terms, in the user's
 * basis and column by column as θ, and for σ² last: {@code ½ tr(P G_i P G_k)} at σ = 1, with the
 * notation of {@link CovarianceDerivatives}; at any covariances, optimum or not, singular or not.
 */
public final class ExpectedInformation {

  /** Multiplications of a minute or so: crossed factors of tens of thousands of levels. */
  private static final double MOST_WORK = 1e11;

  private ExpectedInformation() {}

  /**
   * Computes the information: a column of an inverse for each level of a component.
   *
   * @param templates for each term the lower triangular relative factor, size × size row by row
   * @return (m + 1) × (m + 1) row by row; nothing if it would take more than minutes
   */
  public static Optional<double[]> of(NormalEquations equations, double[][] templates) {
    VariancePoint point = new VariancePoint(EquationSetup.of(equations), templates);
    MixedModelEquations model = point.model;
    boolean[] all = new boolean[equations.groups().size()];
    Arrays.fill(all, true);
    ExactTraces exact = new ExactTraces(model, point.precision, point.directions.templates, all);
    if (4.0 * exact.columns() * model.layout.symbolic.length() > MOST_WORK) {
      return Optional.empty();
    }
    DeterminantDerivatives determinant = exact.compute();
    model.solve();
    double[] traces = determinant.traces().clone();
    double[] products = determinant.products().clone();
    ResidualParameters none =
        new ResidualParameters(model, point.precision, ResidualFit.independent(equations));
    new FixedProducts(point, none, false).restrict(traces, products);
    double df = equations.rows() - model.columns;
    double[] working = Homogeneous.extend(point.directions.rho, products, traces, df);
    return Optional.of(toUser(equations, point.directions.templates, working));
  }

  /** {@code ½ JᵀTJ} with J the derivatives of the working elements for the user's. */
  private static double[] toUser(NormalEquations equations, Templates templates, double[] traces) {
    int m = templates.elements() + 1;
    double[] jacobian = jacobian(equations, templates);
    double[] half = new double[m * m];
    double[] information = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        for (int j = 0; j < m; j++) {
          half[i * m + j] += 0.5 * traces[i * m + k] * jacobian[k * m + j];
        }
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        for (int j = 0; j < m; j++) {
          information[i * m + j] += jacobian[k * m + i] * half[k * m + j];
        }
      }
    }
    return information;
  }

  private static double[] jacobian(NormalEquations equations, Templates templates) {
    int m = templates.elements() + 1;
    double[] jacobian = new double[m * m];
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      int k = term.size();
      double[] inverse = UserBasis.inverse(term);
      for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
        int a = templates.row[i] - term.offset();
        int b = templates.column[i] - term.offset();
        for (int j = templates.elementStart[t]; j < templates.elementStart[t + 1]; j++) {
          int c = templates.row[j] - term.offset();
          int d = templates.column[j] - term.offset();
          double once = inverse[a * k + c] * inverse[b * k + d];
          double other = inverse[a * k + d] * inverse[b * k + c];
          jacobian[i * m + j] = c == d ? once : once + other;
        }
      }
    }
    jacobian[m * m - 1] = 1;
    return jacobian;
  }
}
