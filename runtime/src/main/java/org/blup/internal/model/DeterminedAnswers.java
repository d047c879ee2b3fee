package org.blup.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * The answers of a fit with {@code NaN} for those that depend on a variance that the data do not
 * determine. Each question is also asked of two fits along each undetermined direction, between
 * which the likelihood does not distinguish: an answer that differs between them is one choice of
 * many. Where all variances are determined, nothing but the answer is computed.
 */
public final class DeterminedAnswers {

  /** Two fits between which the likelihood does not distinguish. */
  public record Pair(PostFit first, PostFit second) {}

  private final PostFit fit;
  private final Lazy<List<Pair>> pairs;

  DeterminedAnswers(PostFit fit) {
    this.fit = fit;
    pairs =
        new Lazy<>(
            () ->
                fit.solution().undeterminedVariances().pairs().stream()
                    .map(pair -> new Pair(moved(pair.first()), moved(pair.second())))
                    .toList());
  }

  /** Variances along a direction are moved from a REML solution, for fits by ML too. */
  private PostFit moved(Solution solution) {
    ObservedDesign design = fit.design().weighted(solution.setup().equations);
    return new PostFit(design, solution, true);
  }

  /** For each undetermined direction of the variances two fits along it. */
  public List<Pair> pairs() {
    return pairs.get();
  }

  /** A number that is compared by its own size. */
  public double number(ToDoubleFunction<PostFit> answer) {
    return number(answer, moved -> Math.abs(answer.applyAsDouble(moved)));
  }

  /**
   * A number.
   *
   * @param size what differences are compared with
   */
  public double number(ToDoubleFunction<PostFit> answer, ToDoubleFunction<PostFit> size) {
    return numbers(
        moved -> new double[] {answer.applyAsDouble(moved)},
        moved -> new double[] {size.applyAsDouble(moved)})[0];
  }

  /**
   * Several numbers.
   *
   * @param sizes what the difference of each is compared with
   */
  public double[] numbers(Function<PostFit, double[]> answers, Function<PostFit, double[]> sizes) {
    double[] known = answers.apply(fit).clone();
    for (Pair pair : pairs.get()) {
      double[] first = answers.apply(pair.first());
      double[] second = answers.apply(pair.second());
      double[] size = sizes.apply(pair.first());
      double[] other = sizes.apply(pair.second());
      for (int i = 0; i < known.length; i++) {
        double same = UndeterminedVariances.SAME_ESTIMATE * Math.max(size[i], other[i]);
        known[i] = Math.abs(first[i] - second[i]) <= same ? known[i] : Double.NaN;
      }
    }
    return known;
  }

  /** The elements of a covariance matrix, row by row, compared by standard deviations. */
  public double[] covariance(Function<PostFit, double[]> answer) {
    return numbers(answer, moved -> sizes(answer.apply(moved)));
  }

  private static double[] sizes(double[] covariance) {
    int k = (int) Math.round(Math.sqrt(covariance.length));
    double[] sizes = new double[covariance.length];
    Arrays.setAll(sizes, i -> Math.sqrt(covariance[i / k * (k + 1)] * covariance[i % k * (k + 1)]));
    return sizes;
  }
}
