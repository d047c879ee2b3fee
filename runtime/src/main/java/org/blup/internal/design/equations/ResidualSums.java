package org.blup.internal.design.equations;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.ResidualForm;

/**
 * The sums that a residual covariance R(φ) combines to equations: all of one pattern, each a {@code
 * [Z X y]ᵀ M_j [Z X y]}. The weights of rows are part of every M_j.
 *
 * @param form how they are combined
 * @param sums one for each coefficient of the form
 * @param within what subjects say of columns, if there are subjects
 */
public record ResidualSums(
    ResidualForm form, List<NormalEquations> sums, Optional<WithinSubjects> within) {

  public ResidualSums {
    sums = List.copyOf(sums);
    if (sums.size() != form.sums()) {
      throw new IllegalArgumentException(
          "%s sums for a form of %s".formatted(sums.size(), form.sums()));
    }
  }

  /** Without subjects. */
  public ResidualSums(ResidualForm form, List<NormalEquations> sums) {
    this(form, sums, Optional.empty());
  }

  /** The equations at parameters. */
  public NormalEquations at(ResidualForm.Combination at) {
    return combined(at.coefficients(), at.logDeterminant());
  }

  /** Their change with a parameter, or another combination of the sums. */
  public NormalEquations combined(double[] coefficients) {
    return combined(coefficients, 0);
  }

  private NormalEquations combined(double[] coefficients, double logDeterminant) {
    NormalEquations first = sums.get(0);
    double sumLogWeights = first.residuals().sumLogWeights() - logDeterminant;
    return new NormalEquations(
        first.pattern(),
        new ResidualModel(first.rows(), sumLogWeights),
        combined(coefficients, NormalEquations::border),
        combinedEach(coefficients, NormalEquations::groupBorders),
        combinedEach(coefficients, NormalEquations::levelBlocks),
        combinedEach(coefficients, NormalEquations::pairBlocks));
  }

  private List<double[]> combinedEach(
      double[] coefficients, Function<NormalEquations, List<double[]>> of) {
    return IntStream.range(0, of.apply(sums.get(0)).size())
        .mapToObj(i -> combined(coefficients, equations -> of.apply(equations).get(i)))
        .toList();
  }

  private double[] combined(double[] coefficients, Function<NormalEquations, double[]> of) {
    double[] sum = new double[of.apply(sums.get(0)).length];
    for (int j = 0; j < coefficients.length; j++) {
      double[] part = of.apply(sums.get(j));
      for (int i = 0; coefficients[j] != 0 && i < sum.length; i++) {
        sum[i] += coefficients[j] * part[i];
      }
    }
    return sum;
  }
}
