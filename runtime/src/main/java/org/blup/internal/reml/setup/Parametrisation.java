package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.numeric.Quadratic;

/**
 * How elements of the templates follow from the parameters θ that a search moves, on the
 * optimiser's scale: for unstructured and diagonal covariances they are the same numbers, for
 * others a term's {@link PatternedCovariance} says how.
 */
public final class Parametrisation {

  private final Templates templates;
  final List<Term> terms;

  /** The first parameter of each term; one more entry for the end. */
  public final int[] termStart;

  private final boolean isDirect;

  Parametrisation(Templates templates) {
    this.templates = templates;
    terms = templates.terms();
    termStart = new int[terms.size() + 1];
    for (int t = 0; t < terms.size(); t++) {
      termStart[t + 1] = termStart[t] + terms.get(t).parameters();
    }
    isDirect = terms.stream().noneMatch(term -> isPatterned(term.structure()));
  }

  private static boolean isPatterned(CovarianceStructure structure) {
    return structure instanceof PatternedCovariance;
  }

  Templates templates() {
    return templates;
  }

  /** The number of parameters. */
  public int parameters() {
    return termStart[terms.size()];
  }

  /** Whether all parameters are elements, in their order. */
  public boolean isDirect() {
    return isDirect;
  }

  /** Whether the parameters of a term are its elements. */
  public boolean isDirect(int term) {
    return !isPatterned(terms.get(term).structure());
  }

  /**
   * Whether the criterion is the same for a parameter and its negative, up to the signs of a column
   * of Λ: the standard deviations of direct terms and of all effects together.
   */
  public boolean isEvenAtZero(int parameter) {
    int t = term(parameter);
    int own = parameter - termStart[t];
    return terms.get(t).structure() instanceof PatternedCovariance patterned
        ? patterned.isEvenAtZero(own)
        : templates.isDiagonal(templates.elementStart[t] + own);
  }

  /** The term that a parameter belongs to. */
  public int term(int parameter) {
    int t = 0;
    while (termStart[t + 1] <= parameter) {
      t++;
    }
    return t;
  }

  /** Parameters of effects without correlation, each as variable as the residual. */
  public double[] independent() {
    double[] elements = new double[templates.elements()];
    Arrays.setAll(elements, i -> templates.isDiagonal(i) ? 1 : 0);
    return fromElements(elements);
  }

  /** Writes the groups' factors, on the scale of the equations. */
  public void expand(double[] theta, double[][] factors) {
    templates.expand(isDirect ? theta : elements(theta), factors);
  }

  /** The scaled elements. */
  public double[] elements(double[] theta) {
    double[] elements = new double[templates.elements()];
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      int start = templates.elementStart[t];
      if (term.structure() instanceof PatternedCovariance patterned) {
        gather(t, patterned.template(term.size(), theta, termStart[t]).value(), elements);
      } else {
        System.arraycopy(theta, termStart[t], elements, start, term.parameters());
      }
    }
    return elements;
  }

  /** The elements of a term out of a template, size × size row by row. */
  private void gather(int t, double[] template, double[] to) {
    Term term = terms.get(t);
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int row = templates.row[i] - term.offset();
      to[i] = template[row * term.size() + templates.column[i] - term.offset()];
    }
  }

  /** The parameters of a term's template, size × size row by row, on any scale. */
  public double[] ofTemplate(int t, double[] template) {
    double[] elements = new double[templates.elements()];
    gather(t, template, elements);
    return ofElements(t, elements);
  }

  /** Parameters from the groups' factors; similar ones where these are not in a term's form. */
  public double[] collect(double[][] factors) {
    double[] elements = new double[templates.elements()];
    templates.collect(factors, elements);
    return fromElements(elements);
  }

  /** Parameters from scaled elements; similar ones where these are not in a term's form. */
  public double[] fromElements(double[] elements) {
    double[] theta = isDirect ? elements.clone() : new double[parameters()];
    for (int t = 0; t < terms.size() && !isDirect; t++) {
      System.arraycopy(ofElements(t, elements), 0, theta, termStart[t], terms.get(t).parameters());
    }
    return theta;
  }

  private double[] ofElements(int t, double[] elements) {
    Term term = terms.get(t);
    return term.structure() instanceof PatternedCovariance patterned
        ? patterned.parameters(term.size(), covariance(t, elements))
        : Arrays.copyOfRange(elements, templates.elementStart[t], templates.elementStart[t + 1]);
  }

  /** ΛΛᵀ of a term. */
  private double[] covariance(int t, double[] elements) {
    Term term = terms.get(t);
    int k = term.size();
    double[] template = new double[k * k];
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int row = templates.row[i] - term.offset();
      template[row * k + templates.column[i] - term.offset()] = elements[i];
    }
    double[] covariance = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c <= Math.min(a, b); c++) {
          covariance[a * k + b] += template[a * k + c] * template[b * k + c];
        }
      }
    }
    return covariance;
  }

  /** Takes the derivatives of a criterion from elements to parameters. */
  public void differentiate(
      double[] theta,
      double[] elementGradient,
      double[] elementCurvature,
      double[] gradient,
      double[] curvature) {
    int m = parameters();
    double[] jacobian = jacobian(theta);
    double[] ofParameters = Quadratic.timesTransposed(m, jacobian, elementGradient);
    System.arraycopy(ofParameters, 0, gradient, 0, m);
    double[] projected = Quadratic.congruence(templates.elements(), m, jacobian, elementCurvature);
    System.arraycopy(projected, 0, curvature, 0, curvature.length);
    addSecondDerivatives(theta, elementGradient, curvature);
  }

  /** The derivatives of the elements for the parameters, elements × parameters row by row. */
  public double[] jacobian(double[] theta) {
    int m = parameters();
    double[] jacobian = new double[templates.elements() * m];
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      if (term.structure() instanceof PatternedCovariance patterned) {
        double[][] first = patterned.template(term.size(), theta, termStart[t]).first();
        double[] column = new double[templates.elements()];
        for (int i = 0; i < first.length; i++) {
          gather(t, first[i], column);
          for (int e = templates.elementStart[t]; e < templates.elementStart[t + 1]; e++) {
            jacobian[e * m + termStart[t] + i] = column[e];
          }
        }
      } else {
        for (int i = 0; i < term.parameters(); i++) {
          jacobian[(templates.elementStart[t] + i) * m + termStart[t] + i] = 1;
        }
      }
    }
    return jacobian;
  }

  /**
   * The derivatives of the elements of ΛΛᵀ that stand where those of Λ do, elements × parameters
   * row by row.
   */
  public double[] covarianceJacobian(double[] theta) {
    int m = parameters();
    double[] elements = elements(theta);
    double[] jacobian = jacobian(theta);
    double[] covariance = new double[jacobian.length];
    for (int t = 0; t < terms.size(); t++) {
      int start = templates.elementStart[t];
      int end = templates.elementStart[t + 1];
      for (int e = start; e < end; e++) {
        for (int f = start; f < end; f++) {
          for (int g = start; g < end; g++) {
            boolean product =
                templates.column[f] == templates.column[g]
                    && templates.row[f] == templates.row[e]
                    && templates.row[g] == templates.column[e];
            for (int i = termStart[t]; product && i < termStart[t + 1]; i++) {
              covariance[e * m + i] +=
                  jacobian[f * m + i] * elements[g] + elements[f] * jacobian[g * m + i];
            }
          }
        }
      }
    }
    return covariance;
  }

  /**
   * The same for parameters that have a slope where there is no variance: the elements of ΛΛᵀ of
   * direct terms, and a variance that all effects of a term share. An angle at which the covariance
   * loses rank has none, and so is held.
   */
  public double[] varianceJacobian(double[] theta) {
    int m = parameters();
    double[] jacobian = covarianceJacobian(theta);
    for (int t = 0; t < terms.size(); t++) {
      int start = templates.elementStart[t];
      if (!(terms.get(t).structure() instanceof PatternedCovariance patterned)) {
        for (int e = start; e < templates.elementStart[t + 1]; e++) {
          Arrays.fill(jacobian, e * m, (e + 1) * m, 0);
          jacobian[e * m + termStart[t] + e - start] = 1;
        }
      } else if (patterned.isEvenAtZero(0)) {
        double[] unit = theta.clone();
        unit[termStart[t]] = 1;
        double[] correlation = covarianceJacobian(unit);
        for (int e = start; e < templates.elementStart[t + 1]; e++) {
          jacobian[e * m + termStart[t]] = correlation[e * m + termStart[t]];
        }
      }
      if (terms.get(t).structure() instanceof PatternedCovariance form) {
        holdAtBorder(t, form, theta, jacobian);
      }
    }
    return jacobian;
  }

  /** Angles next to a border have the slope of none there. */
  private void holdAtBorder(int t, PatternedCovariance form, double[] theta, double[] jacobian) {
    int m = parameters();
    for (int i = termStart[t] + form.deviations(terms.get(t).size()); i < termStart[t + 1]; i++) {
      if (form.isAtBorder(theta[i])) {
        for (int e = templates.elementStart[t]; e < templates.elementStart[t + 1]; e++) {
          jacobian[e * m + i] = 0;
        }
      }
    }
  }

  /** Adds {@code Σ_e g_e ∂²Λ_e}, parameters × parameters. */
  public void addSecondDerivatives(double[] theta, double[] gradient, double[] curvature) {
    int m = parameters();
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      if (term.structure() instanceof PatternedCovariance patterned) {
        double[][] second = patterned.template(term.size(), theta, termStart[t]).second();
        double[] elements = new double[gradient.length];
        for (int i = 0; i < term.parameters(); i++) {
          for (int j = 0; j <= i; j++) {
            gather(t, second[i * (i + 1) / 2 + j], elements);
            double sum = 0;
            for (int e = templates.elementStart[t]; e < templates.elementStart[t + 1]; e++) {
              sum += gradient[e] * elements[e];
            }
            curvature[(termStart[t] + i) * m + termStart[t] + j] += sum;
            if (i != j) {
              curvature[(termStart[t] + j) * m + termStart[t] + i] += sum;
            }
          }
        }
      }
    }
  }
}
