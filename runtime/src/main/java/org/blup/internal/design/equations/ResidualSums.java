package org.blup.internal.design.equations;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.IndependentRows;
import org.blup.internal.design.covariance.SummedForm;
import org.blup.internal.numeric.Quadratic;

/**
 * The sums that a residual covariance R(φ) combines to equations: all of one pattern, each a {@code
 * [Z X y]ᵀ M_j [Z X y]}. The weights of rows are part of every M_j.
 */
public final class ResidualSums implements ResidualEquations {

  private final SummedForm form;
  private final List<NormalEquations> sums;
  private final Optional<WithinSubjects> within;

  /** The absolute values on the diagonal of each sum's border, which lie far apart there. */
  private final double[][] diagonals;

  /**
   * Sums that a form combines.
   *
   * @param form how they are combined
   * @param sums one for each coefficient of the form
   * @param within what subjects say of columns, if there are subjects
   */
  public ResidualSums(
      SummedForm form, List<NormalEquations> sums, Optional<WithinSubjects> within) {
    this.form = form;
    this.sums = List.copyOf(sums);
    this.within = within;
    if (sums.size() != form.sums()) {
      throw new IllegalArgumentException(
          "%s sums for a form of %s".formatted(sums.size(), form.sums()));
    }
    diagonals = sums.stream().map(ResidualSums::diagonal).toArray(double[][]::new);
  }

  private static double[] diagonal(NormalEquations sum) {
    int width = sum.columns() + 1;
    double[] diagonal = new double[width];
    for (int c = 0; c < width; c++) {
      diagonal[c] = Math.abs(sum.border()[c * (width + 1)]);
    }
    return diagonal;
  }

  /** Without subjects. */
  public ResidualSums(SummedForm form, List<NormalEquations> sums) {
    this(form, sums, Optional.empty());
  }

  /** Of independent residuals with one variance: one sum, and no parameters. */
  public static ResidualSums independent(NormalEquations equations) {
    return new ResidualSums(new IndependentRows("", equations.rows()), List.of(equations));
  }

  @Override
  public SummedForm form() {
    return form;
  }

  /** One for each coefficient of the form. */
  public List<NormalEquations> sums() {
    return sums;
  }

  @Override
  public Optional<WithinSubjects> within() {
    return within;
  }

  @Override
  public ResidualSums in(Submodel model) {
    return new ResidualSums(
        form,
        sums.stream().map(sum -> model.of(sum).equations()).toList(),
        within.filter(unused -> model.hasAllFixed()));
  }

  @Override
  public EquationPattern pattern() {
    return sums.get(0).pattern();
  }

  @Override
  public double[] start(double[] coefficients) {
    return form.start(
        sums.stream()
            .mapToDouble(sum -> Quadratic.form(coefficients, sum.border(), coefficients))
            .toArray());
  }

  @Override
  public double meanVariance(double[] phi) {
    return form.meanVariance(phi);
  }

  @Override
  public double work() {
    return sums.size() * pattern().numbers();
  }

  @Override
  public At at(double[] phi) {
    return new Combined(this, form.at(phi));
  }

  /** All matrices are sums, and the same at all parameters. */
  private record Combined(ResidualSums of, SummedForm.Combination combination) implements At {

    @Override
    public NormalEquations equations() {
      return of.combined(combination.coefficients(), combination.logDeterminant());
    }

    @Override
    public double[] sizes() {
      return of.sizes(combination.coefficients());
    }

    @Override
    public List<NormalEquations> matrices() {
      return of.sums;
    }

    @Override
    public double[][] forms(
        double[] ofZ, double[] ofBorder, int width, double[][] known, boolean seconds) {
      return known;
    }

    @Override
    public double[] seconds(double[] known, ToDoubleFunction<NormalEquations> linear) {
      return combination.seconds(known);
    }
  }

  private NormalEquations combined(double[] coefficients, double logDeterminant) {
    NormalEquations first = sums.get(0);
    if (sums.size() == 1 && coefficients[0] == 1 && logDeterminant == 0) {
      return first;
    }
    ResidualModel residuals = first.residuals();
    return NormalEquations.combined(
        sums, coefficients, residuals.with(residuals.sumLogWeights() - logDeterminant));
  }

  private double[] sizes(double[] coefficients) {
    double[] sizes = new double[pattern().columns() + 1];
    for (int j = 0; j < coefficients.length; j++) {
      addMultiple(Math.abs(coefficients[j]), diagonals[j], sizes);
    }
    return sizes;
  }

  private static void addMultiple(double factor, double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
