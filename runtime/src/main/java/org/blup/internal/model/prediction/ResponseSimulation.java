package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.Rows;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.reml.solution.Solution;
import org.jspecify.annotations.Nullable;

/**
 * Draws responses row by row.
 *
 * @param <R> the record the rows are
 */
public final class ResponseSimulation<R> {

  private final PostFit fit;
  private final RowReader<R> model;
  private final SplittableRandom random;

  public ResponseSimulation(PostFit fit, RowReader<R> model, long seed) {
    this.fit = fit;
    this.model = model;
    random = new SplittableRandom(seed);
  }

  /**
   * A response for each row.
   *
   * @param means of the response of a row, given the effects of its levels
   */
  public double[] draw(@Nullable Iterable<? extends R> rows, ToDoubleFunction<R> means) {
    WorkingRows<R> reader = new WorkingRows<>(fit.design(), model);
    boolean isHomogeneous = !fit.design().structure().isWeighted() && !fit.residualsCovary();
    RowResiduals residuals = new RowResiduals(fit);
    double sigma = fit.solution().sigma();
    double[] responses = new double[16];
    int n = 0;
    for (R row : Rows.checked(rows)) {
      if (row == null) {
        throw new BlupException("Row " + n + " is null. Leave it out.");
      }
      if (!isHomogeneous) {
        reader.read(row);
      }
      double mean = means.applyAsDouble(row);
      double residual = isHomogeneous ? random.nextGaussian() : residuals.draw(reader, random);
      if (n == responses.length) {
        responses = Arrays.copyOf(responses, 2 * n);
      }
      responses[n++] = mean + sigma * residual;
    }
    return Arrays.copyOf(responses, n);
  }

  /** Draws {@code b = σ(R ⊗ Λ)u} for all levels of every group, in the user's basis. */
  public double[][] effects() {
    ObservedDesign design = fit.design();
    NormalEquations equations = design.equations();
    Solution solution = fit.solution();
    double[][] effects = new double[design.groups()][];
    for (int g = 0; g < effects.length; g++) {
      int size = equations.groups().get(g).size();
      effects[g] = new double[equations.groups().get(g).levels() * size];
      for (int t = 0; t < equations.terms().size(); t++) {
        Term term = equations.terms().get(t);
        double[] lambda = solution.template(t);
        for (int at = term.offset(); term.group() == g && at < effects[g].length; at += size) {
          addDraw(term.size(), lambda, solution.sigma(), effects[g], at);
        }
      }
      effects[g] = solution.setup().levels.root(g, effects[g]);
    }
    return effects;
  }

  private void addDraw(int k, double[] lambda, double sigma, double[] to, int at) {
    for (int b = 0; b < k; b++) {
      double u = sigma * random.nextGaussian();
      for (int a = 0; a < k; a++) {
        to[at + a] += lambda[a * k + b] * u;
      }
    }
  }
}
