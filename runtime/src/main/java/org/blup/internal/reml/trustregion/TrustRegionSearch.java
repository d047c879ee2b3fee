package org.blup.internal.reml.trustregion;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.trustregion.Problem.Derivatives;
import org.blup.internal.reml.trustregion.StopReason.FlatValley;
import org.blup.internal.reml.trustregion.StopReason.GivenUp;
import org.blup.internal.reml.trustregion.StopReason.HiddenByRounding;
import org.blup.internal.reml.trustregion.StopReason.NoGainLeft;

/**
 * Minimises a function by Newton steps inside a trust region (Nocedal &amp; Wright 2006, Numerical
 * optimization, chapter 4): the quadratic model is trusted as far as predicted and actual gains
 * agree, and negative curvature leads away from saddles. The search stops where no step promises a
 * gain by curvatures that the last change of the gradient has confirmed.
 */
public final class TrustRegionSearch {

  /**
   * Ratio of actual to predicted gain below which the region shrinks (Nocedal &amp; Wright 2006,
   * algorithm 4.1).
   */
  private static final double POOR_AGREEMENT = 0.25;

  /** Ratio above which it grows (the same). */
  private static final double GOOD_AGREEMENT = 0.75;

  /** A step is taken if it gains more than this share of what was predicted (the same, η). */
  private static final double LEAST_AGREEMENT = 1e-4;

  /**
   * What is left of the length of the last step (the same, of the radius), or of the radius where
   * the problem has lengthened the step so far that the region would not shrink.
   */
  private static final double SHRINKING = 0.25;

  /** How many times its radius it grows to (they have 2). */
  private static final double GROWTH = 3;

  /**
   * The region grows if the step is longer than this share of its radius: a step on the border is
   * one within rounding (Nocedal &amp; Wright 2006, algorithm 4.1), and one that ends a little
   * before it would have been longer in a larger region.
   */
  private static final double NEAR_BORDER = 0.8;

  /** In units of the variables, which problems choose so that steps are of order one. */
  private static final double FIRST_RADIUS = 1;

  /** Variables of order one do not notice shorter steps. */
  private static final double LEAST_RADIUS = 1e-14;

  /** After this many steps below rounding, it is tested whether progress is still possible. */
  private static final int STEPS_BELOW_ROUNDING = 3;

  /**
   * So many new models of the curvature are tried, one from the end of the other, where rounding
   * stops a search. The first or second found the way on in all searches of hostile design 133,
   * whose criterion is 6e-6 off; each costs three evaluations.
   */
  private static final int BARREN_MODELS = 3;

  /** The lowest of values near a minimum may lie several times their rounding below it. */
  private static final double CLEARLY_LOWER = 100;

  /**
   * This many steps in a row that together gain less than {@link Goal#GAIN}, none promising more
   * than {@link #FLAT_PROMISE}, are the end: the function is flat along a curve, and no straight
   * step follows it.
   */
  private static final int FLAT_STEPS = 12;

  /** In units of the value; a hundred times the gain that is none. */
  private static final double FLAT_PROMISE = 1e-7;

  /** A search hardly ever ends lower than this many times the gain that its model promises. */
  private static final double MORE_THAN_PROMISED = 10;

  /**
   * How often a saddle is left before the search is given up: each escape gives an effect its
   * variance, and a model has fewer effects.
   */
  private static final int ESCAPES = 20;

  private final Problem problem;
  private final Goal goal;

  /** The search is given up when the problem has counted this many evaluations. */
  private final int limit;

  private double[] x;
  private double value;

  /** By how much rounding may change the value at x. */
  private double rounding;

  private Derivatives derivatives;
  private CurvatureModel model;
  private double radius;

  /** The last step, if it was taken. */
  private double[] lastStep = {};

  private double lastLength;

  /** What the last step promised. */
  private double promised;

  /** How many steps in a row changed the value by no more than rounding does. */
  private int stepsBelowRounding;

  /** How many steps in a row neither promised nor brought a gain, and the value before them. */
  private int flatSteps;

  private double valueBeforeFlat;

  /** How many steps the search took although none promised a gain. */
  private int finalSteps;

  private TrustRegionSearch(Problem problem, double[] start, Goal goal) {
    this.problem = problem;
    this.goal = goal;
    limit = problem.evaluations() + goal.evaluations();
    x = start.clone();
    derivatives = new Derivatives(new double[0], new double[0]);
    model = new CurvatureModel(derivatives);
  }

  /**
   * Searches from a point, and again from beyond each saddle that the search ends in. Without
   * variables the point is the minimum, if it has a value.
   */
  public static SearchResult minimise(Problem problem, double[] start, Goal goal) {
    if (start.length == 0) {
      double value = problem.value(start);
      StopReason reason =
          value < Double.POSITIVE_INFINITY
              ? new StopReason.NoGainLeft(0)
              : StopReason.GivenUp.NO_VALUE_AT_START;
      return new SearchResult(start, value, problem.rounding(), reason);
    }
    TrustRegionSearch search = new TrustRegionSearch(problem, start, goal);
    StopReason reason = search.beyondSaddles();
    return new SearchResult(search.x, search.value, search.rounding, reason);
  }

  private StopReason beyondSaddles() {
    for (int escape = 0; escape < ESCAPES; escape++) {
      StopReason reason = descend();
      if (!(reason instanceof StopReason.Minimum)) {
        return reason;
      }
      Optional<double[]> lower = problem.beyondSaddle(x, value - Math.max(Goal.GAIN, rounding));
      if (lower.isEmpty()) {
        return reason;
      }
      x = lower.get();
    }
    return GivenUp.TOO_MANY_SADDLES;
  }

  /**
   * Descends to where the model predicts no gain. Where predicted gains are below rounding, the
   * model may predict too little: new models are tried, and what they reach is taken if it is
   * clearly lower.
   */
  private StopReason descend() {
    value = problem.value(x);
    rounding = problem.rounding();
    if (!(value < Double.POSITIVE_INFINITY)) {
      return GivenUp.NO_VALUE_AT_START;
    }
    derivatives = problem.derivatives();
    StopReason reason = descendByNewModel();
    SearchResult end = new SearchResult(x, value, rounding, reason);
    for (int barren = 0; barren < BARREN_MODELS && reason instanceof HiddenByRounding; barren++) {
      reason = descendByNewModel();
      if (end.value() - value > CLEARLY_LOWER * rounding) {
        end = new SearchResult(x, value, rounding, reason);
        barren = -1;
      }
    }
    x = end.x();
    value = end.value();
    rounding = end.rounding();
    return end.reason();
  }

  private StopReason descendByNewModel() {
    model = new CurvatureModel(derivatives);
    radius = FIRST_RADIUS;
    lastStep = new double[0];
    stepsBelowRounding = 0;
    flatSteps = 0;
    valueBeforeFlat = Double.POSITIVE_INFINITY;
    finalSteps = 0;
    while (problem.evaluations() < limit) {
      Optional<StopReason> reason = advance();
      if (reason.isPresent()) {
        return reason.get();
      }
    }
    return GivenUp.TOO_MANY_EVALUATIONS;
  }

  /** Tries one step; a reason if the search is to stop. */
  private Optional<StopReason> advance() {
    TrustRegion region = new TrustRegion(derivatives.gradient(), model.matrix());
    double predictedGain = model.confirmedGain(region);
    if (value - MORE_THAN_PROMISED * predictedGain > goal.below()) {
      return Optional.of(GivenUp.ENDS_TOO_HIGH);
    }
    double foreseen = region.foreseenGain(lastStep);
    boolean reached = predictedGain < goal.tolerance();
    if (reached && goal.finalSteps().areTaken(predictedGain, foreseen)) {
      return Optional.of(new NoGainLeft(predictedGain));
    }
    finalSteps += reached ? 1 : 0;
    boolean last = goal.finalSteps().isLast(foreseen, finalSteps);
    boolean taken = tryStep(region, !last);
    if (last && taken) {
      return Optional.of(new NoGainLeft(reached ? predictedGain : foreseen));
    }
    if (reached && !taken) {
      if (!model.forget()) {
        return Optional.of(new NoGainLeft(predictedGain));
      }
      radius = FIRST_RADIUS;
      finalSteps = 0;
    }
    return stopped(region, taken);
  }

  private Optional<StopReason> stopped(TrustRegion region, boolean taken) {
    if (stepsBelowRounding >= STEPS_BELOW_ROUNDING && isExhausted(region)) {
      return Optional.of(new HiddenByRounding(region.unconstrainedGain()));
    }
    if (flatSteps >= FLAT_STEPS) {
      return Optional.of(new FlatValley(promised));
    }
    return !taken && radius < LEAST_RADIUS
        ? Optional.of(GivenUp.NO_STEP_LOWERS_THE_VALUE)
        : Optional.empty();
  }

  /**
   * Whether steps below rounding are all that is left: the problem does not let variables move any
   * further, or the model predicts a gain below rounding, which no step can confirm.
   */
  private boolean isExhausted(TrustRegion region) {
    return lastLength == 0 || region.unconstrainedGain() < Math.max(goal.tolerance(), rounding);
  }

  /** Tries one step; says whether it was taken. */
  private boolean tryStep(TrustRegion region, boolean differentiate) {
    double[] trial = problem.moved(x, region.step(radius));
    double[] step = new double[x.length];
    Arrays.setAll(step, i -> trial[i] - x[i]);
    double[] expected = Quadratic.times(model.matrix(), step);
    promised = -Quadratic.dot(step, derivatives.gradient()) - 0.5 * Quadratic.dot(step, expected);
    lastLength = Math.sqrt(Quadratic.dot(step, step));
    double trialValue = problem.value(trial);
    boolean belowRounding = promised < rounding && Math.abs(trialValue - value) < rounding;
    stepsBelowRounding = belowRounding ? stepsBelowRounding + 1 : 0;
    countFlatSteps(trialValue);
    double agreement = belowRounding ? 1 : (value - trialValue) / promised;
    resize(agreement);
    if (!(agreement > LEAST_AGREEMENT)) {
      lastStep = new double[0];
      return false;
    }
    lastStep = step;
    x = trial;
    value = trialValue;
    rounding = problem.rounding();
    if (differentiate) {
      Derivatives before = derivatives;
      derivatives = problem.derivatives();
      model.learn(step, expected, before, derivatives);
    }
    return true;
  }

  private void resize(double agreement) {
    if (!(agreement >= POOR_AGREEMENT)) {
      radius = SHRINKING * (SHRINKING * lastLength < radius ? lastLength : radius);
    } else if (agreement > GOOD_AGREEMENT && lastLength > NEAR_BORDER * radius) {
      radius = GROWTH * radius;
    }
  }

  private void countFlatSteps(double trialValue) {
    double least = trialValue < value ? trialValue : value;
    if (promised < FLAT_PROMISE && valueBeforeFlat - least < Goal.GAIN) {
      flatSteps++;
    } else {
      flatSteps = 0;
      valueBeforeFlat = least;
    }
  }
}
