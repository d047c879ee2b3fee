package org.blup.internal.reml.search;

import java.util.Optional;
import org.blup.internal.reml.digits.DigitsCheck;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.objective.RankReduction;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/**
 * Looks for a minimum below the one that a search ended in. With few rows for each parameter the
 * criterion has several minima more often than not: a variance may be explained by one term or by
 * another, be zero or large. With any number of rows it has two where slopes between levels differ
 * from those within ({@link WithinVariance}). Then the criterion is looked at from small to large
 * variances, of all terms and of each, and the search is repeated from where it is low; with few
 * rows also from each term explaining most or nothing and, unless these all end alike, from points
 * drawn with a fixed seed and with one term at a time changed.
 */
final class OtherStarts {

  /**
   * With fewer rows a parameter than this there may be several minima whatever the data: with a
   * quarter of it the same minima of 95 made-up designs are found, with four times it too.
   */
  private static final int ENOUGH_ROWS = 32;

  /**
   * The same where the minimum has a variance of zero, so that another may have taken its place.
   */
  private static final int ENOUGH_ROWS_WITHOUT_VARIANCE = 256;

  /** With fewer rows a parameter than this, searches that end alike do not show that all do. */
  private static final int FEW_ROWS = 16;

  /**
   * A factor of more numbers than this costs too much to be found up to {@link #BUDGET} times: some
   * ten multiplications a number make 2e8, tenths of a second.
   */
  static final int LARGE_FACTOR = 20_000;

  /**
   * Factors of the standard deviations of the usual start at which the criterion is looked at. It
   * is made of {@code log(1 + nρ²)}, whose slope changes over a decade of ρ: points are half a
   * decade apart, from a tenth to where variances are as good as infinite.
   */
  private static final double[] GRID = {0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000};

  /**
   * Factors of the standard deviations of the usual start, of all terms: next to none, a little
   * less, a little more, and as good as infinite.
   */
  private static final double[] SCALES = {0.01, 0.3, 3, 100};

  /** Factor of the usual standard deviations of one term that is to explain most. */
  private static final double MORE_VARIABLE = 2;

  /** Factor for all others beside it; squared, of one term that is to explain nothing. */
  private static final double LESS_VARIABLE = 0.1;

  /**
   * So many points are drawn for each parameter. With a quarter of it ordinary design 390 ends 0.13
   * above its minimum; four times as many find minima 2e-5 lower, for a quarter more evaluations.
   */
  private static final int DRAWN_PER_PARAMETER = 6;

  /**
   * No more points are drawn than for this many parameters; for three, design 390 ends as above.
   */
  private static final int MANY_PARAMETERS = 12;

  /**
   * So many points about the lowest minimum are drawn for each parameter. Where effects are
   * perfectly correlated, others of their proportions have minima of their own: of 13 hostile
   * designs between 4000 and 5999 that ended above one, by up to 12, ten do no more, with six nine.
   */
  private static final int NEARBY_PER_PARAMETER = 8;

  /** As long as this brings less there is no reason to go on: what is told of a criterion. */
  private static final double CLEARLY_LOWER = 1e-3;

  /** How often terms are tried in turn as long as that leads lower. */
  private static final int ROUNDS = 4;

  /**
   * A search that takes longer is left where it is; if that is lower, it has found enough. With a
   * quarter of it ordinary design 589 ends 5.7 above its minimum.
   */
  private static final int EVALUATIONS_OF_A_SEARCH = 100;

  /**
   * After so many evaluations no other search begins. Four times as many find a lower minimum of
   * one design in 95, by 0.006, for a third more evaluations.
   */
  private static final int BUDGET = 1000;

  /**
   * The same for each parameter, where that is more; with a quarter of it two designs in 95 end
   * higher.
   */
  private static final int BUDGET_PER_PARAMETER = 100;

  /**
   * A gain that is none for a search which only looks for another minimum: a hundred times that of
   * the search itself.
   */
  private static final double COARSE_GAIN = 1e-7;

  /**
   * An end that is less certain is lower only by more than this times what it may be off by more:
   * the estimate is of its size only. At deviations of 1e5 a search of hostile design 7 ends 5e-4
   * below its lowest minimum, and is 1.1e-4 above it in 32 digits.
   */
  private static final double TIMES_ERROR = 4;

  /**
   * With standard deviations so much smaller a criterion that falls without end is higher by this.
   */
  private static final double SMALLER_DEVIATIONS = 0.1;

  /**
   * How much further a criterion falls that falls without end: its slope for log σ is twice the
   * number of parameters lost, 4.6 over a decade for the least of them. Less may be rounding, where
   * levels' effects can hardly be distinguished.
   */
  private static final double LEAST_FALL = 1;

  private final Objective objective;
  private final DigitsCheck digits;
  private final LowestLost lost;
  private final double value;
  private int limit;
  private boolean alike = true;
  private double least;
  private double[] theta;
  private boolean found;

  private OtherStarts(
      Objective objective, DigitsCheck digits, LowestLost lost, double[] theta, double value) {
    this.objective = objective;
    this.digits = digits;
    this.lost = lost;
    this.theta = theta;
    this.value = value;
    least = value;
    int parameters = objective.parameters();
    limit = objective.evaluations() + Math.max(BUDGET, BUDGET_PER_PARAMETER * parameters);
  }

  /** Whether the criterion may have several minima whatever the data. */
  static boolean areNeeded(Objective objective) {
    return hasFewRows(objective, ENOUGH_ROWS);
  }

  /**
   * Parameters with a criterion below that of a minimum, close to another minimum; an empty array
   * if none are known or none were looked for.
   *
   * @param lost takes note of what is lower, where digits are lost
   * @param within the variance within levels, unless other starts are needed anyway
   * @throws LostDigitsException if the criterion falls below that minimum without end
   */
  static double[] lower(
      Objective objective,
      DigitsCheck digits,
      LowestLost lost,
      Optional<WithinVariance> within,
      double[] theta,
      double value) {
    OtherStarts other = new OtherStarts(objective, digits, lost, theta, value);
    boolean few =
        hasFewRows(objective, other.leavesNone() ? ENOUGH_ROWS_WITHOUT_VARIANCE : ENOUGH_ROWS);
    objective.value(theta);
    double square = objective.model.residualSquare();
    if (!few && within.stream().noneMatch(found -> found.isExceeded(theta, value, square))) {
      return new double[0];
    }
    other.fromGrid();
    if (few) {
      other.fromAfar();
      other.unlessAlike();
    }
    return other.found ? other.theta : new double[0];
  }

  private static boolean hasFewRows(Objective objective, long enough) {
    return objective.model.equations().rows() <= enough * objective.parameters()
        && objective.model.layout.symbolic.length() <= LARGE_FACTOR;
  }

  private boolean leavesNone() {
    return objective.model.setup.deviations.isBelow(RankReduction.SMALL_DEVIATION, theta);
  }

  /** Searches from each scale, of all terms and of each, that neither neighbour is below. */
  private void fromGrid() {
    int terms = objective.templates.terms().size();
    fromLowest(objective.start(), 0, terms);
    for (int t = 0; t < terms && terms > 1; t++) {
      fromLowest(theta, t, t + 1);
    }
  }

  private void fromLowest(double[] others, int fromTerm, int toTerm) {
    double[][] starts = new double[GRID.length][];
    double[] values = new double[GRID.length + 2];
    values[0] = Double.POSITIVE_INFINITY;
    values[GRID.length + 1] = Double.POSITIVE_INFINITY;
    for (int i = 0; i < GRID.length; i++) {
      starts[i] = others.clone();
      double[] scaled = objective.start();
      objective.multiply(GRID[i], scaled);
      copy(scaled, starts[i], fromTerm, toTerm);
      values[i + 1] = objective.value(starts[i]);
    }
    for (int i = 0; i < GRID.length; i++) {
      double here = values[i + 1];
      if (here < Double.POSITIVE_INFINITY && here <= values[i] && here < values[i + 2]) {
        search(starts[i]);
      }
    }
  }

  /** Starts a search; says whether it ended lower than all before. */
  private boolean search(double[] start) {
    if (objective.evaluations() > limit) {
      return false;
    }
    Goal goal =
        Goal.withoutFinalSteps(EVALUATIONS_OF_A_SEARCH)
            .within(COARSE_GAIN)
            .endingBelow(least + Objective.ALIKE);
    SearchResult result = TrustRegionSearch.minimise(objective, start, goal);
    double reached = result.value();
    double rounding = result.rounding();
    alike &= result.isMinimum() && Math.abs(reached - value) < Objective.ALIKE + rounding;
    if (reached >= least - COARSE_GAIN - rounding) {
      return false;
    }
    Optional<LostDigitsException> problem = digits.problem(result.x());
    if (problem.isPresent()) {
      if (objective.model.isPerfectFit() && falls(result.x())) {
        throw problem.get();
      }
      int before = objective.evaluations();
      lost.add(digits, result.x(), problem.get());
      limit += objective.evaluations() - before;
      return false;
    }
    double error = errorAt(result.x());
    if (reached >= least - TIMES_ERROR * (error - errorAt(theta))) {
      return false;
    }
    least = reached;
    theta = result.x();
    found = true;
    return true;
  }

  private double errorAt(double[] end) {
    return digits.errorOfCriterion(objective.value(end));
  }

  /**
   * Whether the criterion is below the lowest known, and falls further with the variances, where
   * rounding has not yet taken its digits: then it falls without end. It may be below where digits
   * are lost only: there it has to be as low as the same fall would have it a decade further.
   */
  private boolean falls(double[] perfect) {
    double end = objective.value(perfect);
    double[] smaller = perfect.clone();
    objective.multiply(SMALLER_DEVIATIONS, smaller);
    double farther = objective.value(smaller);
    double error = objective.model.error(farther);
    double[] smallest = perfect.clone();
    objective.multiply(SMALLER_DEVIATIONS * SMALLER_DEVIATIONS, smallest);
    double nearer = objective.value(smallest);
    double expected = Math.max(end, farther - (nearer - farther));
    return farther + error + LEAST_FALL < nearer
        && Math.min(farther, expected) + error + LEAST_FALL < least;
  }

  private void fromAfar() {
    int terms = objective.templates.terms().size();
    for (double scale : SCALES) {
      search(scaled(scale, scale, 0));
    }
    for (int t = 0; t < terms && terms > 1; t++) {
      search(scaled(MORE_VARIABLE, LESS_VARIABLE, t));
      search(scaled(LESS_VARIABLE * LESS_VARIABLE, 1, t));
    }
  }

  private void unlessAlike() {
    int parameters = objective.parameters();
    boolean few = objective.model.equations().rows() < (long) FEW_ROWS * parameters;
    if (parameters == 1 || (alike && !few)) {
      return;
    }
    DrawnStarts drawn = new DrawnStarts(objective);
    fromAnywhere(drawn);
    boolean lower = true;
    for (int round = 0; round < ROUNDS && lower; round++) {
      lower = fromOneTermChanged(drawn);
    }
    lower = few;
    for (int round = 0; round < ROUNDS && lower; round++) {
      lower = fromNearby(drawn);
    }
  }

  private void fromAnywhere(DrawnStarts drawn) {
    int parameters = objective.parameters();
    int terms = objective.templates.terms().size();
    int count = DRAWN_PER_PARAMETER * Math.min(MANY_PARAMETERS, parameters);
    for (int d = 0; d < count; d++) {
      search(drawn.elements(0, terms, new double[parameters], d % 2 == 1));
    }
  }

  /** The usual start, times one number in a term and another in all others. */
  private double[] scaled(double inTerm, double inOthers, int term) {
    double[] start = objective.start();
    for (int t = 0; t < objective.templates.terms().size(); t++) {
      objective.model.setup.deviations.multiply(t == term ? inTerm : inOthers, t, t + 1, start);
    }
    return start;
  }

  private void copy(double[] theta, double[] to, int fromTerm, int toTerm) {
    int[] termStart = objective.parametrisation.termStart;
    int start = termStart[fromTerm];
    System.arraycopy(theta, start, to, start, termStart[toTerm] - start);
  }

  private boolean fromOneTermChanged(DrawnStarts drawn) {
    boolean lower = false;
    for (int t = 0; t < objective.templates.terms().size(); t++) {
      for (double scale : new double[] {LESS_VARIABLE * LESS_VARIABLE, MORE_VARIABLE}) {
        double[] start = theta.clone();
        copy(scaled(scale, scale, 0), start, t, t + 1);
        lower |= search(start);
      }
      lower |= search(drawn.elements(t, t + 1, theta.clone(), true));
    }
    return lower;
  }

  /** Searches from points about the lowest minimum; says whether that led clearly lower. */
  private boolean fromNearby(DrawnStarts drawn) {
    int count = NEARBY_PER_PARAMETER * Math.min(MANY_PARAMETERS, objective.parameters());
    limit = objective.evaluations() + count * EVALUATIONS_OF_A_SEARCH;
    double before = least;
    for (int d = 0; d < count; d++) {
      search(d % 2 == 0 ? drawn.near(theta) : drawn.oneAnew(theta));
    }
    return least < before - CLEARLY_LOWER;
  }
}
