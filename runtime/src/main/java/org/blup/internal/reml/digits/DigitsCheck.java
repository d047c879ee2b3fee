package org.blup.internal.reml.digits;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;

/** Whether a minimum leaves more than rounding of the residual and of each column of X. */
public final class DigitsCheck {

  /**
   * Relative standard deviations above this trigger a check that the criterion rises beyond the
   * minimum: log(1 + nρ²) differs from log nρ² by less than 1e-4 there, so that it may be flat.
   */
  private static final double LARGE_DEVIATION = 100;

  /**
   * How far beyond a minimum the criterion must have risen, as a factor of θ: about half a decade.
   */
  private static final double FURTHER = 3;

  /** By how much: a criterion is told to three digits behind the point. */
  private static final double LEAST_RISE = 1e-3;

  /**
   * What has to be left of the square of a column of Z for four digits: the rounding of the square,
   * 2e-16, is 1e-5 of it.
   */
  private static final double LEAST_LEFT_OF_EFFECT = 2e-11;

  /**
   * The same of a column of X, which loses digits once and not at every level. What is left is the
   * inverse of the coefficient's variance but for σ². Its rounding is up to 12 units in the last
   * place of the whole square: the criterion is up to 1e-3 off, a standard error half of that.
   */
  private static final double LEAST_LEFT_OF_COLUMN = 2e-12;

  /**
   * Parameters this close, relatively, have the same criterion but for rounding: it changes by the
   * square of the distance from a minimum.
   */
  private static final double NEIGHBOUR_DISTANCE = 1e-12;

  /** How many are asked. With one, the search of hostile design 1054 ends 1e-3 lower, in noise. */
  private static final int NEIGHBOURS = 4;

  /**
   * A criterion that differs by less from its first neighbour's is told without the others: a
   * thousandth of what is too much.
   */
  private static final double HARMLESS_ERROR = 1e-6;

  public final Objective objective;
  private final MixedModelEquations model;
  private final NormalEquations equations;

  private final ResponseShares shares;
  private final ResponseParts parts;

  public DigitsCheck(Objective objective) {
    this.objective = objective;
    model = objective.model;
    equations = model.equations();
    shares = new ResponseShares(equations);
    parts = new ResponseParts(model);
  }

  /** Whether X alone, whatever the random effects, leaves too little. */
  public boolean failsAnyway() {
    return model.isVarianceKnown()
        ? model.isPerfectFit()
        : shares.leftByFixed() < MixedModelEquations.FEW_DIGITS;
  }

  /**
   * What is wrong with parameters: a residual too small to be distinguished from rounding; columns
   * of which no more is left than that, so that a minimum may be noise; or a way to a residual
   * variance of zero, for the criterion no longer rises with all variances.
   */
  public Optional<LostDigitsException> problem(double[] theta) {
    double value = objective.value(theta);
    Optional<LostDigitsException> walk = WalkDigits.problem(objective);
    if (walk.isPresent()) {
      return walk;
    }
    if (model.isPerfectFit()) {
      return Optional.of(exception());
    }
    boolean isLarge = isLarge(theta);
    Optional<LostDigitsException> lost = lostEffect().or(this::lostCoefficient);
    if (lost.isEmpty() && (isLarge || mayCancel())) {
      lost = lostInParts();
    }
    if (lost.isPresent() || !isLarge) {
      return lost;
    }
    if (isNoise(theta, value)) {
      return Optional.of(fewDigits(termOfLargest(theta)));
    }
    return risesBeyond(theta, value) ? Optional.empty() : Optional.of(exception());
  }

  /**
   * Whether the criterion is higher where all deviations are larger; not asked of small ones, which
   * are far from where it may be flat.
   */
  public boolean risesBeyond(double[] theta, double value) {
    if (!isLarge(theta)) {
      return true;
    }
    double further = objective.value(Arrays.stream(theta).map(t -> FURTHER * t).toArray());
    boolean rises = value + LEAST_RISE + model.error(further) <= further;
    return rises && further < Double.POSITIVE_INFINITY;
  }

  /**
   * Whether the criterion differs between parameters that are the same to twelve digits: then it is
   * rounding error, amplified by one elimination after the other. Most often one neighbour tells.
   */
  private boolean isNoise(double[] theta, double value) {
    Random random = new Random(1);
    for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
      double difference = Math.abs(objective.value(neighbour(theta, random)) - value);
      if (!(difference < MixedModelEquations.WORTHLESS_ERROR)) {
        return true;
      }
      if (difference < HARMLESS_ERROR) {
        return false;
      }
    }
    return false;
  }

  private static boolean isLarge(double[] theta) {
    return Arrays.stream(theta).map(Math::abs).max().orElse(0) >= LARGE_DEVIATION;
  }

  /** The most that the criterion is at parameters and where it should be the same. */
  public double highestNearby(double[] theta, double value) {
    Random random = new Random(1);
    double highest = value;
    for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
      highest = Math.max(highest, objective.value(neighbour(theta, random)));
    }
    return highest;
  }

  private static double[] neighbour(double[] theta, Random random) {
    return Arrays.stream(theta)
        .map(t -> t * (1 + NEIGHBOUR_DISTANCE * random.nextGaussian()))
        .toArray();
  }

  private int termOfLargest(double[] theta) {
    int[] termStart = objective.parametrisation.termStart;
    int largest = 0;
    for (int i = 1; i < theta.length; i++) {
      largest = Math.abs(theta[i]) > Math.abs(theta[largest]) ? i : largest;
    }
    int term = 0;
    while (termStart[term + 1] <= largest) {
      term++;
    }
    return term;
  }

  /** Whether columns of X are so close to each other, or to Z, that parts of y may cancel. */
  private boolean mayCancel() {
    double least = 1;
    for (int c = 0; c < equations.columns(); c++) {
      least = Math.min(least, model.border().share(c));
    }
    return model.residualShare() * least < MixedModelEquations.FEW_DIGITS;
  }

  /**
   * Whether parts of y that cancel each other leave no more than their rounding. The squares of the
   * parts that y is made of, {@code γ_i² C_ii} over random and fixed effects, may be very much
   * larger than that of y where columns nearly make up each other.
   */
  private Optional<LostDigitsException> lostInParts() {
    double[] parts = this.parts.squares();
    double sum = 0;
    int largest = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += parts[i];
      largest = parts[i] > parts[largest] ? i : largest;
    }
    if (model.expectedSquare() > MixedModelEquations.FEW_DIGITS * sum) {
      return lostInRemainders();
    }
    int columns = equations.columns();
    return Optional.of(
        new LostDigitsException(
            "the residual would have fewer than four digits: %s and other effects are very large,"
                + " and nearly cancel each other. Remove one of them, or bring its numbers closer"
                + " to zero",
            largest < columns ? largest : -1, largest - columns));
  }

  /**
   * How far the criterion may be off where it was last evaluated, by the rounding of
   * cross-products, of what elimination leaves of columns of Z, and of parts of y that cancel each
   * other. An estimate of its size: seven of 460 hostile designs were off by more than 3e-6, by at
   * most five times it.
   */
  public double errorOfCriterion(double value) {
    return model.error(value) + errorOfPivots() + errorOfParts();
  }

  /**
   * How far the determinant may be off, if every level's effects lose what the worst of them do.
   */
  private double errorOfPivots() {
    double[][] least = model.leastShares();
    double sum = 0;
    for (int g = 0; g < least.length; g++) {
      int levels = equations.groups().get(g).levels();
      sum += Arrays.stream(least[g]).map(share -> levels / share).sum();
    }
    return MixedModelEquations.ROUNDING_OF_SQUARES * sum;
  }

  /** How far the residual's logarithm may be off where parts of y cancel each other. */
  private double errorOfParts() {
    double square = Arrays.stream(parts.squares()).sum();
    square += equations.terms().stream().mapToDouble(parts::ofRemainders).sum();
    return MixedModelEquations.ROUNDING_OF_SQUARES
        * model.degreesOfFreedom()
        * square
        / model.expectedSquare();
  }

  /** A term whose columns lost digits where others nearly make them up, and explain much of y. */
  private Optional<LostDigitsException> lostInRemainders() {
    for (int t = 0; t < equations.terms().size(); t++) {
      double made = parts.ofRemainders(equations.terms().get(t));
      if (model.expectedSquare() <= MixedModelEquations.FEW_DIGITS * made) {
        return Optional.of(fewDigits(t));
      }
    }
    return Optional.empty();
  }

  public LostDigitsException exception() {
    int column = shares.mostByFixed();
    String message =
        model.isVarianceKnown()
            ? "the known residual variances are so small beside the response that what they leave"
                + " cannot be distinguished from rounding; most of it is explained by %s. Check"
                + " that they are variances, in the square of the response's unit, or subtract a"
                + " known part with offset(…)"
            : "the model fits the response perfectly: the residual variance is zero, or cannot be"
                + " distinguished from rounding; most of the response is explained by %s. Check"
                + " that the response is not computed from the predictors, remove terms, or"
                + " subtract a known part with offset(…)";
    return new LostDigitsException(message, column, column < 0 ? shares.mostByTerms() : 0);
  }

  /** A column of X of which those before it and Z leave no more than rounding. */
  private Optional<LostDigitsException> lostCoefficient() {
    for (int c = 0; c < equations.columns(); c++) {
      double left = model.border().share(c);
      if (left < LEAST_LEFT_OF_COLUMN) {
        double before = shares.leftByColumns(c);
        boolean byColumns = before * before < left;
        return Optional.of(
            new LostDigitsException(
                "the coefficient of %s would have fewer than four digits: its column is nearly a"
                    + " linear combination of "
                    + (byColumns
                        ? "other columns of the fixed effects. Remove one of them, or replace it by"
                            + " its difference from them (powers of a number by poly(x, degree))"
                        : "other columns and of random effects that vary very much more than the"
                            + " residual. Remove one of them, or subtract a known part with"
                            + " offset(…)"),
                c,
                0));
      }
    }
    return Optional.empty();
  }

  /** A term with a column of Z of which those before it leave no more than rounding. */
  private Optional<LostDigitsException> lostEffect() {
    double[][] shares = model.leastShares();
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      for (int a = 0; a < term.size(); a++) {
        if (shares[term.group()][term.offset() + a] < LEAST_LEFT_OF_EFFECT) {
          return Optional.of(fewDigits(t));
        }
      }
    }
    return Optional.empty();
  }

  private static LostDigitsException fewDigits(int term) {
    return new LostDigitsException(
        "the variances of %s would have fewer than four digits: its effects vary very much more"
            + " than the residual, and are nearly linear combinations of other random effects."
            + " Remove one of them, or subtract a known part with offset(…)",
        -1, term);
  }
}
