package org.blup.internal.design.equations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.ResidualForm;

/**
 * Equations in which levels of groups are autoregressions: the parameters of their precisions
 * follow those of the residuals, whatever these are.
 */
public final class CorrelatedLevels implements ResidualEquations {

  private final ResidualEquations residuals;
  private final int own;
  private final int all;

  /** The equations, if residuals have no parameters; else none. */
  private final Optional<At> constant;

  private CorrelatedLevels(ResidualEquations residuals) {
    this.residuals = residuals;
    own = residuals.parameters();
    all = own + residuals.pattern().autoregressions().size();
    constant = own == 0 ? Optional.of(residuals.at(new double[0])) : Optional.empty();
  }

  /** The same equations where no levels are autoregressions. */
  public static ResidualEquations of(ResidualEquations residuals) {
    return residuals.pattern().autoregressions().isEmpty()
        ? residuals
        : new CorrelatedLevels(residuals);
  }

  @Override
  public ResidualForm form() {
    return residuals.form();
  }

  @Override
  public int parameters() {
    return all;
  }

  @Override
  public double[] independent() {
    return Arrays.copyOf(residuals.independent(), all);
  }

  @Override
  public EquationPattern pattern() {
    return residuals.pattern();
  }

  @Override
  public double[] start(double[] coefficients) {
    return Arrays.copyOf(residuals.start(coefficients), all);
  }

  @Override
  public Optional<WithinSubjects> within() {
    return residuals.within();
  }

  @Override
  public ResidualEquations in(Submodel model) {
    return of(residuals.in(model));
  }

  @Override
  public At at(double[] phi) {
    At weighted = constant.orElseGet(() -> residuals.at(Arrays.copyOf(phi, own)));
    return new Moved(weighted, Arrays.copyOfRange(phi, own, all));
  }

  @Override
  public double meanVariance(double[] phi) {
    return residuals.meanVariance(Arrays.copyOf(phi, own));
  }

  @Override
  public double work() {
    return residuals.work();
  }

  /** All but the precisions is that of the residuals. */
  private record Moved(At of, double[] levels) implements At {

    @Override
    public double[] sizes() {
      return of.sizes();
    }

    @Override
    public NormalEquations equations() {
      return of.equations().withLevels(levels);
    }

    @Override
    public ResidualForm.Combination combination() {
      return of.combination();
    }

    @Override
    public List<NormalEquations> matrices() {
      return of.matrices();
    }

    @Override
    public double[][] forms(
        double[] ofZ, double[] ofBorder, int width, double[][] known, boolean seconds) {
      return of.forms(ofZ, ofBorder, width, known, seconds);
    }

    @Override
    public double[] seconds(double[] known, ToDoubleFunction<NormalEquations> linear) {
      return of.seconds(known, linear);
    }
  }
}
