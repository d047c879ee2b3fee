package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.setup.UserBasis;

/**
 * How the templates of an optimum change with the elements of the user's templates. In the working
 * basis a template is {@code Λ = T⁻¹Λ_user}; an element moves one of its columns along a vector d,
 * so that with ρ the elements of ΛΛᵀ
 *
 * <pre>
 *   ∂ρ = d λᵀ + λ dᵀ        ∂²ρ = d d'ᵀ + d' dᵀ for parameters of one column, else 0
 * </pre>
 */
final class TemplateDirections {

  final Templates templates;

  /** The groups' factors in the working basis, k_g × k_g row by row. */
  final double[][] lambda;

  /** For each parameter d, of the length of its group's effects; its column is the parameter's. */
  final double[][] direction;

  /** How the elements follow from fewer parameters. */
  private final TemplateForm form;

  /** ρ for each parameter: the element of ΛΛᵀ where the parameter's element of Λ is. */
  final double[] rho;

  /**
   * Takes the templates of an optimum.
   *
   * @param userTemplate the template of a term in the user's basis, size × size row by row
   */
  TemplateDirections(EquationSetup setup, IntFunction<double[]> userTemplate) {
    this(setup, userTemplate, 1);
  }

  /**
   * The same with more parameters behind those of the templates.
   *
   * @param others how many, σ among them
   */
  TemplateDirections(EquationSetup setup, IntFunction<double[]> userTemplate, int others) {
    templates = setup.templates;
    lambda = templates.newFactors();
    int m = templates.elements();
    direction = new double[m][];
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      double[] template = userTemplate.apply(t);
      int k = term.size();
      for (int b = 0; b < k; b++) {
        double[] column = new double[k];
        for (int a = 0; a < k; a++) {
          column[a] = template[a * k + b];
        }
        double[] working = UserBasis.solve(term, column, false);
        for (int a = 0; a < k; a++) {
          int size = templates.groupSize(term.group());
          lambda[term.group()][(term.offset() + a) * size + term.offset() + b] = working[a];
        }
      }
      for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
        double[] unit = new double[k];
        unit[templates.row[i] - term.offset()] = 1;
        double[] working = UserBasis.solve(term, unit, false);
        direction[i] = new double[templates.groupSize(term.group())];
        System.arraycopy(working, 0, direction[i], term.offset(), k);
      }
    }
    rho = new double[m];
    Arrays.setAll(rho, this::rho);
    form = new TemplateForm(setup, lambda, others);
  }

  int parameters() {
    return rho.length;
  }

  /**
   * Second derivatives for θ and the other parameters out of those for elements and these.
   *
   * @param gradient the first derivatives for the elements and the other parameters
   */
  double[] ofParameters(double[] hessian, double[] gradient) {
    return form.isDirect() ? hessian : form.hessian(hessian, gradient);
  }

  /** Derivatives of ρ, a row each, and so on, out of those for the elements. */
  double[] ofParameters(double[] jacobian) {
    return form.isDirect() ? jacobian : form.jacobian(jacobian);
  }

  /** See {@link CovarianceDerivatives#formJacobian}. */
  double[] formJacobian() {
    return form.covarianceJacobian();
  }

  private double rho(int i) {
    int g = templates.group[i];
    int k = templates.groupSize(g);
    double sum = 0;
    for (int b = 0; b < k; b++) {
      sum += lambda[g][templates.row[i] * k + b] * lambda[g][templates.column[i] * k + b];
    }
    return sum;
  }

  /** {@code ∂ρ_k/∂θ_i}. */
  double derivative(int k, int i) {
    int g = templates.group[i];
    if (templates.group[k] != g) {
      return 0;
    }
    int size = templates.groupSize(g);
    int column = templates.column[i];
    double[] d = direction[i];
    int r = templates.row[k];
    int c = templates.column[k];
    return d[r] * lambda[g][c * size + column] + lambda[g][r * size + column] * d[c];
  }

  /** {@code ∂²ρ_k/∂θ_i∂θ_j}. */
  double secondDerivative(int k, int i, int j) {
    int g = templates.group[i];
    boolean apart = templates.group[j] != g || templates.column[j] != templates.column[i];
    if (apart || templates.group[k] != g) {
      return 0;
    }
    int r = templates.row[k];
    int c = templates.column[k];
    return direction[i][r] * direction[j][c] + direction[j][r] * direction[i][c];
  }

  /** Writes the templates moved along a direction. */
  void move(int i, double step, double[][] to) {
    for (int g = 0; g < lambda.length; g++) {
      System.arraycopy(lambda[g], 0, to[g], 0, lambda[g].length);
    }
    int g = templates.group[i];
    int size = templates.groupSize(g);
    for (int a = 0; a < size; a++) {
      to[g][a * size + templates.column[i]] += step * direction[i][a];
    }
  }
}
