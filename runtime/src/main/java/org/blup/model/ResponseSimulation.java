package org.blup.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.blup.design.BlupException;
import org.blup.design.EquationPattern.Term;
import org.blup.design.NormalEquations;
import org.blup.design.ObservedDesign;
import org.blup.design.Rows;
import org.blup.design.WorkingRows;
import org.blup.reml.Solution;
import org.jspecify.annotations.Nullable;

/** Draws responses row by row. */
final class ResponseSimulation {

  private ResponseSimulation() {}

  static <R> double[] draw(
      MixedFit<R> fit, @Nullable Iterable<? extends R> rows, long seed, boolean keepEffects) {
    SplittableRandom random = new SplittableRandom(seed);
    Estimates estimates = fit.estimates;
    Model<R, ? extends MixedFit<R>> model = estimates.model();
    MixedFit<R> drawn = keepEffects ? fit : model.typed(estimates.with(effects(estimates, random)));
    WorkingRows<R> reader = new WorkingRows<>(estimates.design(), model);
    boolean weighted = estimates.design().structure().weight().isPresent();
    double sigma = fit.sigma();
    double[] responses = new double[16];
    int n = 0;
    for (R row : Rows.checked(rows)) {
      if (row == null) {
        throw new BlupException("Row " + n + " is null. Leave it out.");
      }
      double deviation = sigma;
      if (weighted) {
        reader.read(row);
        deviation = sigma / Math.sqrt(reader.weight());
      }
      if (n == responses.length) {
        responses = Arrays.copyOf(responses, 2 * n);
      }
      responses[n++] = drawn.predict(row) + deviation * random.nextGaussian();
    }
    return Arrays.copyOf(responses, n);
  }

  /** {@code b = σΛu} for every level of every group, in the user's basis. */
  private static double[][] effects(Estimates estimates, SplittableRandom random) {
    ObservedDesign design = estimates.design();
    NormalEquations equations = design.equations();
    Solution solution = estimates.solution();
    double[][] effects = new double[design.groups()][];
    for (int g = 0; g < effects.length; g++) {
      int size = equations.groups().get(g).size();
      effects[g] = new double[equations.groups().get(g).levels() * size];
      for (int t = 0; t < equations.terms().size(); t++) {
        Term term = equations.terms().get(t);
        double[] lambda = solution.template(t);
        for (int at = term.offset(); term.group() == g && at < effects[g].length; at += size) {
          addDraw(term.size(), lambda, solution.sigma(), random, effects[g], at);
        }
      }
    }
    return effects;
  }

  private static void addDraw(
      int k, double[] lambda, double sigma, SplittableRandom random, double[] to, int at) {
    for (int b = 0; b < k; b++) {
      double u = sigma * random.nextGaussian();
      for (int a = 0; a < k; a++) {
        to[at + a] += lambda[a * k + b] * u;
      }
    }
  }
}
