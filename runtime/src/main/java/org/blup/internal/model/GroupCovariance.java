package org.blup.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * The covariance of the effects of one grouping factor between its levels, over all of its terms:
 * σ²ΛΛᵀ for each term, zero between terms, {@code NaN} where the data do not determine it.
 *
 * @param group the label of the grouping factor
 * @param names R's names of the effects
 * @param values size × size row by row
 */
public record GroupCovariance(String group, List<String> names, double[] values) {

  public static GroupCovariance of(PostFit fit, int group) {
    ObservedDesign design = fit.design();
    int size = design.equations().groups().get(group).size();
    double[] values = new double[size * size];
    List<String> names = new ArrayList<>();
    double sigma = fit.solution().sigma();
    List<EquationPattern.Term> terms = design.equations().terms();
    for (int t = 0; t < terms.size(); t++) {
      EquationPattern.Term term = terms.get(t);
      if (term.group() == group) {
        names.addAll(design.effectNames(t));
        addTerm(values, size, term, fit.solution().template(t), sigma);
        mark(values, size, term, t, fit.solution().undeterminedVariances());
      }
    }
    return new GroupCovariance(design.group(group).label(), List.copyOf(names), values);
  }

  private static void addTerm(
      double[] values, int size, EquationPattern.Term term, double[] lambda, double sigma) {
    int k = term.size();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int c = 0; c <= Math.min(i, j); c++) {
          sum += lambda[i * k + c] * lambda[j * k + c];
        }
        values[(term.offset() + i) * size + term.offset() + j] = sigma * sigma * sum;
      }
    }
  }

  private static void mark(
      double[] values,
      int size,
      EquationPattern.Term term,
      int t,
      UndeterminedVariances undetermined) {
    for (int i = 0; i < term.size(); i++) {
      for (int j = 0; j < term.size(); j++) {
        if (undetermined.includes(t, i, j)) {
          values[(term.offset() + i) * size + term.offset() + j] = Double.NaN;
        }
      }
    }
  }

  /** Whether the data determine all variances and covariances. */
  public boolean isDetermined() {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  public int size() {
    return names.size();
  }

  public double variance(int effect) {
    return values[effect * (size() + 1)];
  }

  public double correlation(int effect1, int effect2) {
    double variances = values[effect1 * (size() + 1)] * values[effect2 * (size() + 1)];
    return values[effect1 * size() + effect2] / Math.sqrt(variances);
  }
}
