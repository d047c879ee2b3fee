package org.blup.reml;

import java.util.Random;
import java.util.function.ObjDoubleConsumer;
import org.blup.design.NormalEquations;

/**
 * With few rows for each parameter the criterion has several minima more often than not: a variance
 * may be explained by one term or by another, be zero or large. Such models are small, so the
 * search is repeated from elsewhere: from variances all small or all large, from each term
 * explaining most or nothing, and, unless these all end alike, from points drawn with a fixed seed
 * and with one term at a time changed. Only what these searches find is reported.
 */
final class OtherStarts {

  /** More rows a parameter than this leave one minimum. */
  private static final int ENOUGH_ROWS = 32;

  /**
   * The same where the minimum has a variance of zero, so that another may have taken its place.
   */
  private static final int ENOUGH_ROWS_WITHOUT_VARIANCE = 256;

  /** Relative standard deviations below this are none. */
  private static final double NONE = 1e-3;

  /** With fewer rows a parameter than this, searches that end alike do not tell that all do. */
  private static final int FEW_ROWS = 16;

  /** A factor of more numbers than this costs too much to be found again and again. */
  private static final int LARGE = 20_000;

  private static final double[] SCALES = {0.01, 0.3, 3, 100};
  private static final double MORE = 2;
  private static final double LESS = 0.1;

  /** So many points are drawn for each parameter, but not more than for this many parameters. */
  private static final int DRAWN = 4;

  private static final int MANY_PARAMETERS = 12;

  /** How often terms are tried in turn as long as that leads lower. */
  private static final int ROUNDS = 4;

  /** A search that takes longer is left where it is; if that is lower, it has found enough. */
  private static final int LIMIT = 100;

  /** After so many evaluations, or so many a parameter, no other search begins. */
  private static final int BUDGET = 1000;

  private static final int BUDGET_EACH = 100;

  private static final double TOLERANCE = 1e-7;

  /** Minima closer than this are one. */
  private static final double ALIKE = 1e-5;

  private final Objective objective;
  private final DigitsCheck digits;
  private final Random random = new Random(1);
  private final double value;
  private boolean alike = true;
  private double least;
  private double[] lowest = {};

  private OtherStarts(NormalEquations equations, boolean reml, double value) {
    ObjDoubleConsumer<double[]> silent = (theta, criterion) -> {};
    objective = new Objective(equations, reml, silent);
    digits = new DigitsCheck(objective);
    this.value = value;
    least = value;
  }

  /**
   * Parameters with a criterion below that of a minimum, close to another minimum; an empty array
   * if none are known or none were looked for.
   *
   * @param objective last evaluated at the minimum
   */
  static double[] lower(Objective objective, boolean reml, double[] theta, double value) {
    NormalEquations equations = objective.model.equations();
    long enough = leavesNone(objective, theta) ? ENOUGH_ROWS_WITHOUT_VARIANCE : ENOUGH_ROWS;
    if (equations.rows() > enough * objective.parameters()
        || objective.model.assembly.symbolic.length() > LARGE) {
      return new double[0];
    }
    OtherStarts other = new OtherStarts(equations, reml, value);
    other.fromAfar();
    boolean few = equations.rows() < (long) FEW_ROWS * objective.parameters();
    if (objective.parameters() > 1 && (few || !other.alike)) {
      other.fromAnywhere();
      boolean found = true;
      for (int round = 0; round < ROUNDS && found; round++) {
        found = other.fromOneTermChanged(other.lowest.length == 0 ? theta : other.lowest);
      }
    }
    return other.lowest;
  }

  private static boolean leavesNone(Objective objective, double[] theta) {
    for (int i = 0; i < theta.length; i++) {
      if (objective.templates.isDiagonal(i) && Math.abs(theta[i]) < NONE) {
        return true;
      }
    }
    return false;
  }

  /** Starts a search; says whether it ended lower than all before. */
  private boolean search(double[] start) {
    if (objective.evaluations() > Math.max(BUDGET, BUDGET_EACH * objective.parameters())) {
      return false;
    }
    Optimiser optimiser = new Optimiser(objective, start);
    boolean converged = Reml.converges(objective, optimiser, TOLERANCE, LIMIT);
    double reached = optimiser.value();
    alike &= converged && Math.abs(reached - value) < ALIKE + objective.rounding();
    if (reached >= least - TOLERANCE - objective.rounding() || digits.fails(optimiser.theta())) {
      return false;
    }
    least = reached;
    lowest = optimiser.theta();
    return true;
  }

  private void fromAfar() {
    int terms = objective.templates.terms().size();
    for (double scale : SCALES) {
      search(scaled(scale, scale, 0));
    }
    for (int t = 0; t < terms && terms > 1; t++) {
      search(scaled(MORE, LESS, t));
      search(scaled(LESS * LESS, 1, t));
    }
  }

  private void fromAnywhere() {
    int parameters = objective.parameters();
    int count = DRAWN * Math.min(MANY_PARAMETERS, parameters);
    for (int d = 0; d < count; d++) {
      search(drawn(0, parameters, new double[parameters]));
    }
  }

  /** The usual start, times one number in a term and another in all others. */
  private double[] scaled(double inTerm, double inOthers, int term) {
    int[] termStart = objective.templates.termStart;
    double[] start = objective.start();
    for (int i = 0; i < start.length; i++) {
      start[i] *= termStart[term] <= i && i < termStart[term + 1] ? inTerm : inOthers;
    }
    return start;
  }

  private double[] drawn(int from, int to, double[] start) {
    double scale = Math.pow(10, 3 * random.nextDouble() - 1.5);
    for (int i = from; i < to; i++) {
      start[i] = scale * random.nextGaussian();
    }
    return start;
  }

  private boolean fromOneTermChanged(double[] theta) {
    int[] termStart = objective.templates.termStart;
    boolean found = false;
    for (int t = 0; t < termStart.length - 1; t++) {
      for (double scale : new double[] {LESS * LESS, MORE}) {
        double[] start = theta.clone();
        double[] usual = scaled(scale, scale, 0);
        System.arraycopy(usual, termStart[t], start, termStart[t], termStart[t + 1] - termStart[t]);
        found |= search(start);
      }
      found |= search(drawn(termStart[t], termStart[t + 1], theta.clone()));
    }
    return found;
  }
}
