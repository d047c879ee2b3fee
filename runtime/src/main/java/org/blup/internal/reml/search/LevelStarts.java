package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.objective.Objective;

/**
 * Where searches start if levels of groups are autoregressions. Beside noise the criterion of one
 * has minima at weak, strong and alternating correlations, each with another variance: a search
 * starts in each of these ranges, where the criterion is lowest on a grid of both.
 */
final class LevelStarts {

  /**
   * Fisher's z of the correlations, from −0.995 to 0.995: alternating, weak, positive, strong. From
   * the lowest points of one range alone, 20 of 360 made-up series end above the lowest minimum of
   * random starts.
   */
  private static final double[][] RANGES = {{-3, -2, -1.2, -0.6}, {0}, {0.6, 1.2}, {2, 3}};

  /** Factors of the usual standard deviations: half a decade apart, as of {@link OtherStarts}. */
  private static final double[] SCALES = {0.1, 0.3, 1, 3, 10};

  /** The same where an evaluation costs much. */
  private static final double[] ONE_SCALE = {1};

  private final JointObjective joint;
  private final Objective objective;
  private final double[] usual;

  /** How many groups are autoregressions, and which terms are of them. */
  private final int groups;

  private final List<Integer> own;

  LevelStarts(JointObjective joint, EquationPattern pattern) {
    this.joint = joint;
    objective = joint.objective();
    usual = Start.of(objective);
    groups = pattern.autoregressions().size();
    List<Term> terms = objective.templates.terms();
    own =
        IntStream.range(0, terms.size())
            .filter(t -> pattern.autoregressions().contains(terms.get(t).group()))
            .boxed()
            .toList();
  }

  /** Whether there are few enough numbers in the factor to look from a minimum once more. */
  boolean areCheap() {
    return objective.model.layout.symbolic.length() <= OtherStarts.LARGE_FACTOR;
  }

  /**
   * The lowest point of each range, where all own terms vary alike.
   *
   * @param others all other parameters, among θ and φ
   */
  List<double[]> beside(double[] others) {
    return lowest(others, own);
  }

  /** The same, and where one term has another variance, the rest being a minimum's. */
  List<double[]> besideMinimum(double[] minimum) {
    List<double[]> starts = new ArrayList<>(beside(minimum));
    for (int term : own.size() > 1 ? own : List.<Integer>of()) {
      starts.addAll(lowest(minimum, List.of(term)));
    }
    return starts;
  }

  private List<double[]> lowest(double[] others, List<Integer> terms) {
    List<double[]> starts = new ArrayList<>();
    for (double[] range : RANGES) {
      double[] lowest = others;
      double least = Double.POSITIVE_INFINITY;
      for (double z : range) {
        for (double scale : areCheap() ? SCALES : ONE_SCALE) {
          double[] point = point(others, terms, scale, z);
          double value = joint.value(point);
          if (value < least) {
            least = value;
            lowest = point;
          }
        }
      }
      if (least < Double.POSITIVE_INFINITY) {
        starts.add(lowest);
      }
    }
    return starts;
  }

  private double[] point(double[] others, List<Integer> terms, double scale, double z) {
    double[] point = others.clone();
    double[] scaled = usual.clone();
    objective.multiply(scale, scaled);
    int[] start = objective.parametrisation.termStart;
    for (int t : terms) {
      System.arraycopy(scaled, start[t], point, start[t], start[t + 1] - start[t]);
    }
    Arrays.fill(point, point.length - groups, point.length, z);
    return point;
  }
}
