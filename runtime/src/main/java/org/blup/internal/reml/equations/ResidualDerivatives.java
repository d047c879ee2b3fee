package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;

/**
 * Gradient and average information for the parameters φ of the residuals' covariance σ²R, beside
 * those of the templates. With {@code A_i = ∂_i [Z X y]ᵀR⁻¹[Z X y]} and e the residuals, {@code s =
 * [−Tγ̂; 1]} what makes them of Z, X and y
 *
 * <pre>
 *   ∂_i criterion = tr(R⁻¹∂_iR) + tr(C⁻¹ Tᵀ A_i,KK T) + sᵀA_i s / σ²
 *   q_i = ∂_iR R⁻¹e     KᵀR⁻¹q_i = −[A_i s]_K     q_iᵀR⁻¹q_j = sᵀB_ij s     hᵀZᵀR⁻¹q_i = −hᵀ[A_i s]_Z
 * </pre>
 *
 * with B_ij as in {@link ResidualForm.Combination#squares}. Behind φ come the parameters of {@link
 * LevelSlopes}, whose {@code q = Z h}. What is linear in matrices is found of each, and then
 * combined: where these are sums there are more parameters, and far more pairs of them, than passes
 * over the sums would be worth.
 */
final class ResidualDerivatives {

  private final SparseFactorisation factorisation;

  ResidualDerivatives(SparseFactorisation factorisation) {
    this.factorisation = factorisation;
  }

  /**
   * Computes them where the factorisation was last differentiated.
   *
   * @param inverse of the templates' gradient there
   * @param elements the average information of the templates' elements there
   * @param gradient takes one number a parameter
   * @param information takes the average information of elements and parameters, elements first,
   *     row by row
   */
  void compute(
      ResidualEquations.At at,
      Factorisation.Profile profile,
      Effects effects,
      TemplateGradient inverse,
      AverageInformation elements,
      double[] gradient,
      double[] information) {
    LevelSlopes levels = new LevelSlopes(factorisation);
    int m = gradient.length;
    int r = m - levels.count();
    ResidualForm.Combination combination = at.combination();
    double[][] slopes = combination.slopes();
    double[][][] ofZ = new double[m][][];
    Arrays.setAll(ofZ, i -> Effects.perUnknown(factorisation.layout));
    double[][] ofBorder = new double[m][factorisation.setup.columns() + 1];
    double[] fixed =
        inverse.ofBorder(profile.reml() ? factorisation.border().inverse() : new double[0]);
    double[] sumSquares = new double[at.matrices().size()];
    double[] sumTraces = new double[sumSquares.length];
    for (int c = 0; c < sumSquares.length; c++) {
      MatrixShare share =
          MatrixShare.of(factorisation.setup, at.matrices().get(c), effects, inverse, fixed);
      sumSquares[c] = share.square();
      sumTraces[c] = share.trace();
      for (int i = 0; i < r; i++) {
        addMultiple(slopes[i][c], share.ofBorder(), ofBorder[i]);
        for (int g = 0; g < ofZ[i].length; g++) {
          addMultiple(slopes[i][c], share.ofZ()[g], ofZ[i][g]);
        }
      }
    }
    double[] squares = new double[m];
    double[] logDeterminant = combination.logDeterminantSlopes();
    for (int i = 0; i < r; i++) {
      squares[i] = Quadratic.dot(slopes[i], sumSquares);
      gradient[i] =
          logDeterminant[i] + Quadratic.dot(slopes[i], sumTraces) + squares[i] / profile.variance();
    }
    double[][] directions = new double[levels.count()][];
    double[] levelTraces = levels.traces(inverse);
    for (int l = 0; l < directions.length; l++) {
      int i = r + l;
      directions[l] = levels.direction(l, effects);
      ofBorder[i] = levels.products(l, directions[l], ofZ[i]);
      squares[i] = levels.square(l, directions[l], effects);
      gradient[i] = levelTraces[l] + squares[i] / profile.variance();
    }
    double[] ofResiduals = combination.squares(forms(at, effects, sumSquares));
    double[] products = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        products[i * m + j] =
            i < r
                ? ofResiduals[i * r + j]
                : -Quadratic.dot(directions[i - r], ofZ[j][levels.group(i - r)]);
      }
    }
    double[][] half = new double[m][];
    Arrays.setAll(half, i -> halfSolved(ofZ[i], ofBorder[i]));
    inform(elements, profile, ofZ, half, products, squares, information);
  }

  /**
   * Writes the average information.
   *
   * @param ofZ {@code [A_i s]_Z} of each parameter
   * @param half {@code L⁻¹ r} of each
   * @param products {@code q_iᵀR⁻¹q_j}, the lower triangle
   * @param squares {@code sᵀA_i s}
   */
  private static void inform(
      AverageInformation elements,
      Factorisation.Profile profile,
      double[][][] ofZ,
      double[][] half,
      double[] products,
      double[] squares,
      double[] information) {
    int m = squares.length;
    int n = elements.withResidual().length;
    int all = n + m;
    double schur = profile.schur();
    for (int e = 0; e < n; e++) {
      for (int f = 0; f < n; f++) {
        information[e * all + f] = elements.information[e * n + f];
      }
    }
    for (int i = 0; i < m; i++) {
      double own = -squares[i];
      for (int e = 0; e < n; e++) {
        double form = -withDirection(elements, e, ofZ[i]) - withElement(elements, e, half[i]);
        double value = form / profile.variance() - own * elements.withResidual()[e] * schur;
        information[e * all + n + i] = value;
        information[(n + i) * all + e] = value;
      }
      for (int j = 0; j <= i; j++) {
        double form = products[i * m + j] - Quadratic.dot(half[i], half[j]);
        double value = form / profile.variance() - squares[i] * squares[j] * schur;
        information[(n + i) * all + n + j] = value;
        information[(n + j) * all + n + i] = value;
      }
    }
  }

  /** {@code sᵀMs} of all matrices. */
  private double[] forms(ResidualEquations.At at, Effects effects, double[] known) {
    double[] ofBorder = factorisation.setup.borderScale.clone();
    for (int c = 0; c < ofBorder.length - 1; c++) {
      ofBorder[c] *= -effects.solution[factorisation.layout.unknowns + c];
    }
    double[] ofZ =
        Arrays.stream(effects.modes).flatMapToDouble(Arrays::stream).map(b -> -b).toArray();
    double[][] first =
        Arrays.stream(known).mapToObj(k -> new double[] {k}).toArray(double[][]::new);
    double[][] all = at.forms(ofZ, ofBorder, 1, first, false);
    return Arrays.stream(all).mapToDouble(form -> form[0]).toArray();
  }

  /** {@code L⁻¹ r}, {@code r = −Tᵀ[A_i s]_K}. */
  private double[] halfSolved(double[][] ofZ, double[] ofBorder) {
    Layout layout = factorisation.layout;
    int columns = ofBorder.length - 1;
    double[] right = new double[layout.unknowns + columns];
    for (int g = 0; g < ofZ.length; g++) {
      int k = layout.pattern.groups().get(g).size();
      double[] lambda = factorisation.lambda()[g];
      for (int row = 0; row < ofZ[g].length; row++) {
        int u = layout.unknown(g, row / k);
        for (int a = 0; a < k; a++) {
          right[u + a] -= lambda[row % k * k + a] * ofZ[g][row];
        }
      }
    }
    for (int c = 0; c < columns; c++) {
      right[layout.unknowns + c] = -ofBorder[c];
    }
    factorisation.solver.solve(right, 1, columns);
    return right;
  }

  /** {@code hᵀ[A_i s]_Z}. */
  private static double withDirection(AverageInformation elements, int element, double[][] ofZ) {
    double sum = 0;
    for (int g = 0; g < ofZ.length; g++) {
      for (int row = 0; row < ofZ[g].length; row++) {
        sum += elements.directions().element(g, row, element) * ofZ[g][row];
      }
    }
    return sum;
  }

  private static double withElement(AverageInformation elements, int element, double[] half) {
    double[] all = elements.halfSolved();
    int n = elements.withResidual().length;
    double sum = 0;
    for (int row = 0; row < half.length; row++) {
      sum += all[row * n + element] * half[row];
    }
    return sum;
  }

  private static void addMultiple(double factor, double[] from, double[] to) {
    for (int i = 0; factor != 0 && i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
