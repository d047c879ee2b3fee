package org.blup.internal.inference.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.analysis.solvers.AllowedSolution;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.apache.commons.math3.exception.NoBracketingException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.blup.exception.BlupException;
import org.blup.internal.inference.profile.ProfilePoints.Point;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.LearntCurvature;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/**
 * The profile of one parameter: the lowest ML deviance with the parameter held at a value, as a
 * signed root {@code ζ(v) = sign(v − v̂) √(d(v) − d̂)} (Bates 2010, lme4: mixed-effects modeling
 * with R, section 1.5). Each value is a search over all other parameters with exact gradients, from
 * where the search at the nearest value ended. Thread-safe.
 */
public final class ProfileCurve {

  /** A search takes a few steps from the point nearby; one that takes more evaluations is lost. */
  private static final Goal GOAL = Goal.withoutFinalSteps(500);

  /** Accuracy of ζ at a bound. */
  private static final double ZETA = 1e-8;

  /** A deviance that is lower by more than this share shows that the fit is no maximum. */
  private static final double LOWER = 1e-8;

  /**
   * A profile is continuous: where ζ at a bound is off by more than this, searches on its two sides
   * have ended in different minima.
   */
  private static final double JUMP = 0.01;

  /** Deviances this close are those of one branch. */
  private static final double BRANCH = 1e-7;

  /**
   * Searches that no step leads on from, and that end this close by different curvatures, have
   * ended: it is the error of a criterion that is told to three digits, and 0.003 of ζ.
   */
  private static final double ALIKE = 1e-5;

  /** Values of the parameter are the same within this share of them or of a standard error. */
  private static final double SAME_VALUE = 1e-12;

  /** So many doublings lead from any scale to any bound, 2⁶⁰ times as far. */
  private static final int EXPANSIONS = 60;

  private final String name;
  private final DoubleFunction<? extends Slice> slices;
  private final double least;
  private final ProfileRange range;

  /** Results of the searches; those that ended on another branch lead nowhere. */
  private final ProfilePoints points;

  private DoubleSupplier cap = () -> Double.POSITIVE_INFINITY;
  private double capped = Double.NaN;

  /** The deviance with the parameter held at a value, as a function of the others. */
  interface Slice extends LearntCurvature.Smooth {

    /** The variables with deviations away from zero, where gradients vanish. */
    double[] awayFromZero(double[] x);

    /** The variables with those deviations large that are next to zero. */
    double[] withLargerDeviations(double[] x);

    /** θ of the templates that variables stand for, column by column as the fit has it. */
    double[] theta(double[] x);
  }

  /** Where a search stopped, and the curvature it learnt. */
  private record Search(SearchResult result, double[] curvature) {

    static Search of(Slice problem, double[] start, double[] curvature) {
      LearntCurvature learnt = new LearntCurvature(problem, curvature);
      return new Search(TrustRegionSearch.minimise(learnt, start, GOAL), learnt.curvature());
    }

    /** A search from where another ended. */
    static Search near(Slice problem, Point point) {
      return of(problem, problem.awayFromZero(point.x()), point.curvature());
    }

    boolean isBelow(Search other) {
      return result.isMinimum() && result.value() < other.result.value();
    }

    double value() {
      return result.value();
    }

    double[] x() {
      return result.x();
    }
  }

  /**
   * A curve through the maximum of the likelihood.
   *
   * @param name the parameter as the user knows it
   * @param slices hold the parameter at a value
   * @param range where the parameter may be, and v̂
   * @param least d̂
   * @param start the other parameters at the maximum
   */
  ProfileCurve(
      String name,
      DoubleFunction<? extends Slice> slices,
      ProfileRange range,
      double least,
      double[] start) {
    this.name = name;
    this.slices = slices;
    this.least = least;
    this.range = range;
    points = new ProfilePoints(range.estimate(), start);
  }

  /**
   * The same curve where another branch bounds it: with no variance a correlation may have any
   * value, at the same deviance.
   *
   * @param deviance gives that deviance, over the least; asked once
   */
  ProfileCurve cappedAt(DoubleSupplier deviance) {
    cap = deviance;
    return this;
  }

  public ProfileTarget target() {
    return range.target();
  }

  /** The value where the likelihood is largest. */
  public double estimate() {
    return range.estimate();
  }

  /**
   * ζ at a value.
   *
   * @throws BlupException if the parameter cannot have the value
   * @throws NoOptimumException if the search over the other parameters does not end, or ends below
   *     the maximum of the likelihood that the curve was to go through
   */
  public synchronized double zeta(double value) {
    if (!range.contains(value)) {
      throw new BlupException(
          "%s cannot be %s: it is %s. Ask for ζ within that range."
              .formatted(name, value, range.words()));
    }
    Optional<Point> known = points.at(value);
    if (known.isPresent()) {
      return known.get().zeta();
    }
    Point found = search(value);
    points.add(found);
    return found.zeta();
  }

  private Point search(double value) {
    Slice problem = slices.apply(value);
    Point near = points.nearest(value);
    if (!isFeasible(problem, near.x()) && range.areFarApart(value, near.value())) {
      zeta(near.value() + 0.5 * (value - near.value()));
      return search(value);
    }
    Search search = Search.near(problem, near);
    boolean found = search.result.isMinimum();
    if (!found) {
      Search again = Search.of(problem, problem.awayFromZero(near.x()), new double[0]);
      found = again.result.isMinimum() || again.value() < search.value() + ALIKE;
      boolean isLower = again.result.isMinimum() || again.value() < search.value();
      search = isLower ? again : search;
    }
    if (!found || search.value() == Double.POSITIVE_INFINITY) {
      throw new NoOptimumException(
          "The likelihood with "
              + name
              + " held at "
              + value
              + " has no optimum that the search finds: the deviance was last "
              + search.value()
              + ", where the search stopped since "
              + search.result.reason().words()
              + ". Take effects out of the model, or use bootstrap() instead of profile().");
    }
    search = fromLargerDeviations(search, problem);
    search = lower(search, problem, value);
    if (search.value() < least - lower(least)) {
      throw lowerDeviance(problem, search, value);
    }
    double deviance = Math.max(0, search.value() - least);
    if (Double.isNaN(capped)) {
      capped = cap.getAsDouble();
    }
    boolean ownBranch = deviance < capped - BRANCH;
    double zeta = Math.copySign(Math.sqrt(Math.min(deviance, capped)), value - range.estimate());
    return new Point(value, zeta, ownBranch, search.x(), search.curvature());
  }

  /**
   * Whether some parameter makes up for the value while all others stay as they are; if not, the
   * way to the value is taken in steps.
   */
  private boolean isFeasible(Slice problem, double[] x) {
    return !(range.target() instanceof ProfileTarget.OfResiduals)
        || problem.value(problem.awayFromZero(x)) < Double.POSITIVE_INFINITY;
  }

  /** The error that searches may leave in a deviance. */
  private static double lower(double deviance) {
    return LOWER * Math.max(1, Math.abs(deviance));
  }

  private NoOptimumException lowerDeviance(Slice problem, Search search, double value) {
    return new NoOptimumException(
        String.format(
            Locale.ROOT,
            "With %s held at %s the deviance is %s, below the %s of the fit, at theta %s: the fit"
                + " is not the maximum of the likelihood. Take effects out of the model, or use"
                + " bootstrap() instead of profile().",
            name,
            value,
            search.value(),
            least,
            Arrays.toString(problem.theta(search.x()))));
  }

  /**
   * A search that leaves effects without variance may have ended in the higher of two minima: the
   * lower end of it and one that begins where these vary as much as the residual does.
   */
  private static Search fromLargerDeviations(Search found, Slice problem) {
    double[] start = problem.withLargerDeviations(found.x());
    if (Arrays.equals(start, found.x())) {
      return found;
    }
    Search other = Search.of(problem, start, new double[0]);
    return other.isBelow(found) ? other : found;
  }

  /**
   * A search that ends above the known values on both sides may have found another minimum:
   * searches from these sides are tried, and the lowest is taken.
   */
  private Search lower(Search found, Slice problem, double value) {
    List<Point> sides = points.around(value);
    double highest = sides.stream().mapToDouble(side -> Math.abs(side.zeta())).max().orElse(0);
    Search lowest = found;
    for (Point side : sides) {
      if (lowest.value() - least > highest * highest && side.leads()) {
        Search other = Search.near(problem, side);
        lowest = other.isBelow(lowest) ? other : lowest;
      }
    }
    return lowest;
  }

  /**
   * The value below or above the estimate where |ζ| reaches a bound; the end of the parameter's
   * range where it does not.
   *
   * @throws NoOptimumException if ζ is found nowhere near the bound, or a search does not end
   */
  public synchronized double bound(double zeta) {
    double end = zeta < 0 ? range.lower() : range.upper();
    double accuracy = SAME_VALUE * range.scale();
    if (Math.abs(range.estimate() - end) <= accuracy) {
      return end;
    }
    double outside = end;
    if (Double.isInfinite(end) || range.isLimit(end)) {
      outside = expand(zeta);
    } else if (Math.abs(zeta(end)) <= Math.abs(zeta)) {
      return end;
    }
    double[] bracket = points.bracket(outside, zeta);
    BracketingNthOrderBrentSolver solver =
        new BracketingNthOrderBrentSolver(SAME_VALUE, accuracy, ZETA, 5);
    try {
      double bound =
          solver.solve(
              100,
              v -> zeta(v) - zeta,
              Math.min(bracket[0], bracket[1]),
              Math.max(bracket[0], bracket[1]),
              AllowedSolution.ANY_SIDE);
      double reached = zeta(bound);
      if (Math.abs(reached - zeta) > JUMP) {
        throw new NoOptimumException(
            "The profile of "
                + name
                + " jumps at "
                + bound
                + ", where ζ is "
                + reached
                + ": searches on its two sides end in different minima of the deviance. Take effects"
                + " out of the model, or use bootstrap() instead of profile().");
      }
      return bound;
    } catch (NoBracketingException | TooManyEvaluationsException e) {
      throw new NoOptimumException(
          "The profile of " + name + " does not cross " + zeta + "; use bootstrap().");
    }
  }

  /** Goes out from the estimate until |ζ| is passed. */
  private double expand(double zeta) {
    double step = Math.copySign(Math.abs(zeta) * range.scale(), zeta);
    for (int i = 0; i < EXPANSIONS; i++) {
      double reached = zeta(range.away(step));
      if (Math.abs(reached) > Math.abs(zeta)) {
        break;
      }
      step *= Math.max(1.2, Math.min(4, 1.2 * zeta / reached));
    }
    return range.away(step);
  }
}
