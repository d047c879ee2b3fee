package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Templates;

/**
 * Keeps a search from moving along directions on which the criterion does not depend: gradient and
 * curvature are rounding there, and their quotient is a step to anywhere. A change D of Σ = ΛΛᵀ is
 * the change {@code Λ low(Λ⁻¹DΛ⁻ᵀ)} of Λ, low being the lower triangle with half the diagonal.
 */
public final class FlatTangents {

  private final Templates templates;

  /** Changes of the scaled elements of Σ. */
  private final List<double[]> directions;

  /**
   * Tangents of directions.
   *
   * @param directions changes of the scaled elements of Σ
   */
  public FlatTangents(Templates templates, List<double[]> directions) {
    this.templates = templates;
    this.directions = directions;
  }

  /**
   * Takes the directions out of the gradient, and gives them a curvature of the usual size.
   *
   * @param theta scaled parameters
   */
  public void remove(double[] theta, double[] gradient, double[] curvature) {
    if (directions.isEmpty()) {
      return;
    }
    List<double[]> tangents = new ArrayList<>();
    for (double[] direction : directions) {
      double[] tangent = tangent(direction, theta);
      tangents.forEach(other -> add(tangent, -Quadratic.dot(tangent, other), other));
      double length = Math.sqrt(Quadratic.dot(tangent, tangent));
      if (length > 0 && Double.isFinite(length)) {
        add(tangent, 1 / length - 1, tangent.clone());
        tangents.add(tangent);
      }
    }
    int m = gradient.length;
    double usual = 0;
    for (int i = 0; i < m; i++) {
      usual += Math.abs(curvature[i * (m + 1)]) / m;
    }
    for (double[] tangent : tangents) {
      add(gradient, -Quadratic.dot(tangent, gradient), tangent);
      double[] along = Quadratic.times(curvature, tangent);
      double own = Quadratic.dot(tangent, along) + usual;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          curvature[i * m + j] +=
              own * tangent[i] * tangent[j] - along[i] * tangent[j] - tangent[i] * along[j];
        }
      }
    }
  }

  /** Not finite where a template is singular: there the direction need not be open. */
  private double[] tangent(double[] direction, double[] theta) {
    double[] tangent = new double[theta.length];
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      if (term.structure().isCorrelated()) {
        tangent(t, direction, theta, tangent);
      } else {
        for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
          tangent[i] = direction[i] == 0 ? 0 : direction[i] / (2 * theta[i]);
        }
      }
    }
    return tangent;
  }

  private void tangent(int t, double[] direction, double[] theta, double[] tangent) {
    int k = templates.terms().get(t).size();
    double[] middle = new double[k * k];
    boolean changes = false;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        double change = direction[templates.element(t, a, b)];
        changes |= change != 0;
        middle[a * k + b] = change;
        middle[b * k + a] = change;
      }
    }
    if (!changes) {
      return;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int c = 0; c < k; c++) {
        for (int a = 0; a < k; a++) {
          int at = pass == 0 ? a * k + c : c * k + a;
          for (int b = 0; b < a; b++) {
            int other = pass == 0 ? b * k + c : c * k + b;
            middle[at] -= theta[templates.element(t, a, b)] * middle[other];
          }
          middle[at] /= theta[templates.element(t, a, a)];
        }
      }
    }
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0.5 * theta[templates.element(t, a, b)] * middle[b * (k + 1)];
        for (int c = b + 1; c <= a; c++) {
          sum += theta[templates.element(t, a, c)] * middle[c * k + b];
        }
        tangent[templates.element(t, a, b)] = sum;
      }
    }
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }
}
