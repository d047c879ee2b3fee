package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/**
 * Fits of made-up designs, each judged by the dense criterion, searched from several starts: what
 * is answered is right and the lowest minimum known, and what is refused has no minimum that leaves
 * digits of the residual. With {@code -Dblup.hostile=3000} so many designs of both kinds, from more
 * starts, and the counts are printed.
 */
class HostileDesignsTest {

  private static final String FITTED = "fitted";

  private static final boolean ON_DEMAND = System.getProperty("blup.hostile") != null;

  private static final int DESIGNS = Integer.getInteger("blup.hostile", 100);

  /** Starts that are drawn for each fit, and for each refusal. */
  private static final int DRAWN = ON_DEMAND ? 4 : 0;

  private static final int DRAWN_FOR_REFUSALS = 20;

  /** An optimum that is higher by more than this is not the lowest. */
  private static final double LOWER = 1e-4;

  /** A few units of the fifth digit of σ² change the criterion of 40 rows so far. */
  private static final double DIGITS = 1e-3;

  /** Where relative standard deviations are above this a criterion may have no minimum. */
  private static final double LARGE = 100;

  /** Beyond a minimum at such deviations the criterion rises by more than this. */
  private static final double RISE = 1e-3;

  private static final int DECADES = 3;

  /**
   * Covariances of y of which others leave less than this share cannot be distinguished: a standard
   * error is a million times that of one alone. Where they are exactly dependent rounding leaves
   * 1e-16; of the 58 hostile designs from 5000 to 5999 that are refused one leaves more, 1.9e-7.
   */
  private static final double INDEPENDENT = 1e-6;

  /** So many designs in a thousand may have a fault, on demand. */
  private static final int FAULTS = 10;

  /** So many refusals in a thousand may be false. */
  private static final int FALSE_REFUSALS = 1;

  @Test
  void ordinaryDesigns() {
    check(HostileDesign::ordinary, Set.of());
  }

  /**
   * But 62, with 15 variances and covariances and 6 coefficients of 32 rows: its minima are
   * 43.3686, 43.3039, 43.2523 and others between.
   */
  @Test
  void hostileDesigns() {
    check(HostileDesign::of, Set.of(62L));
  }

  /**
   * Of 3,000 hostile and 700 ordinary designs these were fitted wrongly once: 1054 in a minimum
   * that was rounding error, 0.7 below the criterion; the others in a higher minimum.
   */
  @Test
  void designsThatWereFittedWronglyOnce() {
    Map<Long, String> faults = new TreeMap<>();
    for (long seed : new long[] {734, 1054, 1324}) {
      assertThat(outcome(seed, HostileDesign.of(seed), faults)).isEqualTo(FITTED);
    }
    for (long seed : new long[] {390, 589, 635}) {
      assertThat(outcome(seed, HostileDesign.ordinary(seed), faults)).isEqualTo(FITTED);
    }
    assertThat(faults).isEmpty();
  }

  private static void check(LongFunction<HostileDesign> designOf, Set<Long> known) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<Long, String> faults = new TreeMap<>();
    for (long seed = 0; seed < DESIGNS; seed++) {
      HostileDesign rows = designOf.apply(seed);
      String outcome = outcome(seed, rows, faults);
      counts.merge(outcome, 1, Integer::sum);
    }
    if (ON_DEMAND) {
      System.out.println(counts + "\n" + faults);
    }
    faults.keySet().removeAll(known);
    int allowed = ON_DEMAND ? FAULTS * DESIGNS / 1000 : 0;
    long refusals = faults.values().stream().filter(fault -> !fault.contains(FITTED)).count();
    assertThat(refusals).as("%s", faults).isLessThanOrEqualTo(FALSE_REFUSALS * DESIGNS / 1000);
    assertThat(faults).as("%s", counts).hasSizeLessThanOrEqualTo(allowed);
    assertThat(counts.get(FITTED)).as("%s", counts).isGreaterThan(DESIGNS / 2);
  }

  private static String outcome(long seed, HostileDesign rows, Map<Long, String> faults) {
    ObservedDesign design;
    try {
      design = rows.observe();
    } catch (UnidentifiableModelException e) {
      return "too few rows or levels";
    }
    DenseCriterion criterion = new DenseCriterion(rows, PreciseCriterion.independent(rows, design));
    LowestSeen seen = new LowestSeen();
    String fault;
    String outcome;
    try {
      Solution solution = Reml.solve(design.equations(), rows.reml, seen);
      double precise = PreciseCriterion.at(rows, design, solution);
      boolean right = Math.abs(solution.criterion() - precise) < DIGITS;
      fault =
          right
              ? faultOfFit(criterion, new DenseSearch(criterion, seed, DRAWN), seen, precise)
              : "criterion %s, not %s".formatted(solution.criterion(), precise);
      outcome = FITTED;
    } catch (UndeterminedVarianceException e) {
      double left =
          DependentCovariances.leastLeft(rows, PreciseCriterion.independent(rows, design));
      fault = left < INDEPENDENT ? "" : "others leave %s of each covariance".formatted(left);
      outcome = "undetermined";
    } catch (LostDigitsException | NoOptimumException e) {
      DenseSearch search = new DenseSearch(criterion, seed, DRAWN_FOR_REFUSALS);
      fault = faultOfRefusal(criterion, search, seen);
      outcome = e instanceof NoOptimumException ? "no optimum" : "digits";
    } catch (UnidentifiableModelException e) {
      return "too few rows or levels";
    }
    if (!fault.isEmpty()) {
      faults.put(seed, "%s, %s: %s".formatted(rows.formula(), outcome, fault));
    }
    return outcome;
  }

  /** What is wrong with an optimum of a criterion; empty if nothing is. */
  private static String faultOfFit(
      DenseCriterion criterion, DenseSearch search, LowestSeen seen, double optimum) {
    if (search.least() < optimum - LOWER) {
      double other = criterion.precise(search.theta());
      if (other < optimum - LOWER) {
        return "%s, but there is %s".formatted(optimum, other);
      }
    }
    if (search.leastAway() < optimum - LOWER) {
      double away = criterion.precise(search.away());
      if (away < optimum - LOWER
          && criterion.precise(LowestSeen.farther(search.away())) < away - LOWER) {
        return "%s, but it falls without end from %s".formatted(optimum, away);
      }
    }
    if (seen.value < optimum - LOWER) {
      double other = criterion.preciseByUser(seen.theta);
      if (other < optimum - LOWER) {
        return "%s, but its search has seen %s".formatted(optimum, other);
      }
    }
    return "";
  }

  /**
   * The minimum that a refusal denies; empty if there is none, if the criterion goes below it, or
   * as low, without end, or if the lowest criterion that the search has seen is rounding.
   */
  private static String faultOfRefusal(
      DenseCriterion criterion, DenseSearch search, LowestSeen seen) {
    if (search.theta().length == 0) {
      return "";
    }
    double least = criterion.precise(search.theta());
    boolean falls = search.away().length > 0 && criterion.precise(search.away()) < least + LOWER;
    boolean fallsWhereSeen = isLarge(seen.theta) && fallsBelow(least, criterion, seen.theta);
    boolean rises =
        !isLarge(search.theta())
            || criterion.precise(LowestSeen.farther(search.theta())) > least + RISE;
    boolean isRounding = Math.abs(seen.value - criterion.preciseByUser(seen.theta)) > DIGITS;
    return falls || fallsWhereSeen || !rises || isRounding
        ? ""
        : "there is a minimum of %s".formatted(least);
  }

  /** Whether the criterion falls below a value with growing parameters, decade by decade. */
  private static boolean fallsBelow(double value, DenseCriterion criterion, double[] from) {
    double[] theta = from;
    double last = criterion.preciseByUser(theta);
    for (int decade = 0; decade < DECADES; decade++) {
      theta = LowestSeen.farther(theta);
      double next = criterion.preciseByUser(theta);
      if (!(next < last - LOWER)) {
        return false;
      }
      if (next < value) {
        return true;
      }
      last = next;
    }
    return false;
  }

  private static boolean isLarge(double[] theta) {
    return Arrays.stream(theta).map(Math::abs).max().orElse(0) > LARGE;
  }
}
