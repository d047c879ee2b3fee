package org.blup.model;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Independent;
import org.blup.internal.inference.EffectCovariances;
import org.blup.internal.inference.comparison.AddedEffects;
import org.blup.internal.inference.comparison.BoundaryPValue;
import org.blup.internal.inference.comparison.CommonRows;
import org.blup.internal.inference.comparison.RandomNesting;
import org.blup.internal.inference.comparison.SubmodelFits;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.Refusals;

/** Compares two fits of the same rows. */
final class ModelComparison {

  /** A larger model may be this much worse by rounding. */
  private static final double ROUNDING = 1e-6;

  private ModelComparison() {}

  static LikelihoodRatioTest compare(FittedModel one, FittedModel other) {
    return compare(one, other, !isComparable(one, other));
  }

  /** Whether the criteria of the fits themselves compare. */
  static boolean isComparable(FittedModel one, FittedModel other) {
    return one.fittedBy() == other.fittedBy()
        && (one.fittedBy() == Criterion.ML || names(one).equals(names(other)));
  }

  /** Compares two fits, by their own criterion or by ML. */
  static LikelihoodRatioTest compare(FittedModel one, FittedModel other, boolean refitted) {
    one.fit().requireFactor("anova(fit)");
    other.fit().requireFactor("anova(fit)");
    checkRows(one, other);
    int df = other.degreesOfFreedom() - one.degreesOfFreedom();
    if (df == 0) {
      throw new BlupException(
          "Both models have "
              + one.degreesOfFreedom()
              + " parameters, so that neither holds the other: compare aic() or bic()."
              + formulas(one, other));
    }
    FittedModel smaller = df > 0 ? one : other;
    FittedModel larger = df > 0 ? other : one;
    checkNested(smaller, larger);
    boolean sameFixed = names(one).equals(names(other));
    double low = refitted ? maximumLikelihood(smaller) : smaller.criterion();
    double high = refitted ? maximumLikelihood(larger) : larger.criterion();
    double chiSquare = low - high;
    if (chiSquare < -ROUNDING * (1 + Math.abs(low))) {
      throw new BlupException(
          String.format(
                  Locale.ROOT,
                  "The model with more parameters fits worse, by %.6g, so that it does not hold the"
                      + " other: ",
                  -chiSquare)
              + "a likelihood-ratio test needs nested models; compare aic() or bic()."
              + formulas(one, other));
    }
    int difference = Math.abs(df);
    return new LikelihoodRatioTest(
        smaller.formula(),
        larger.formula(),
        refitted,
        refitted ? Criterion.ML : one.fittedBy(),
        low,
        high,
        smaller.degreesOfFreedom(),
        larger.degreesOfFreedom(),
        one.rows(),
        Math.max(0, chiSquare),
        difference,
        LikelihoodRatioTest.pValue(chiSquare, difference),
        sameFixed ? borderPValue(smaller, larger, chiSquare, difference) : OptionalDouble.empty(),
        one.fit().design().structure().weight());
  }

  /**
   * The upper bound where effects go by other names in the two models, or residuals covary: the
   * weights of the mixture then depend on the residuals' parameters as well. None where residuals
   * alone differ, whose parameters have no border at the smaller model.
   */
  private static OptionalDouble borderPValue(
      FittedModel smaller, FittedModel larger, double chiSquare, int difference) {
    ObservedDesign small = smaller.fit().design();
    ObservedDesign large = larger.fit().design();
    double[][] covariances =
        EffectCovariances.relative(small.equations(), smaller.fit().solution());
    AddedEffects added = AddedEffects.between(small, covariances, large);
    boolean sameResiduals = small.structure().residual().equals(large.structure().residual());
    if (!sameResiduals && small.structure().random().equals(large.structure().random())) {
      return OptionalDouble.empty();
    }
    boolean isDetermined =
        large.structure().residual().isEmpty()
            && sameResiduals
            && larger.fit().solution().undeterminedVariances().isEmpty();
    return added == null || !isDetermined
        ? OptionalDouble.of(BoundaryPValue.bound(chiSquare, difference))
        : BoundaryPValue.of(large.equations(), added, chiSquare);
  }

  /** The ML criterion of a fit. */
  static double maximumLikelihood(FittedModel fit) {
    ObservedDesign design = fit.fit().design();
    if (fit.fittedBy() == Criterion.ML) {
      return fit.criterion();
    }
    return Refusals.named(design, SubmodelFits.of(design, fit.fit().solution())::maximumLikelihood);
  }

  private static Set<String> names(FittedModel fit) {
    Set<String> names = new HashSet<>();
    fit.coefficients().forEach(coefficient -> names.add(coefficient.name()));
    return names;
  }

  private static void checkRows(FittedModel one, FittedModel other) {
    if (one.rows() != other.rows()) {
      throw new BlupException(
          "The fits are of %s and %s rows: fit both to the same rows. Where one leaves out rows with"
                  .formatted(one.rows(), other.rows())
              + " missing values, leave them out before."
              + formulas(one, other));
    }
    ModelStructure structure = one.fit().design().structure();
    ModelStructure otherStructure = other.fit().design().structure();
    boolean sameLabel = structure.response().equals(otherStructure.response());
    boolean sameOffset = structure.offset().equals(otherStructure.offset());
    boolean agree =
        one.fit().design().responseMoments().agreesWith(other.fit().design().responseMoments());
    if (!sameLabel || (sameOffset && !agree)) {
      throw new BlupException(
          "The fits are of different responses or weights, '"
              + structure.response()
              + "' and '"
              + otherStructure.response()
              + "': likelihoods compare for the same numbers only."
              + formulas(one, other));
    }
    if (!new CommonRows(one.fit().design(), other.fit().design(), sameOffset).agree()) {
      throw new BlupException(
          "The fits are of different rows, or of responses in another order: what both have in"
              + " common, columns of fixed effects or levels of groups, has other sums in the one"
              + " than in the other. Fit both to the same rows."
              + formulas(one, other));
    }
  }

  /** Refuses what the cross-products or the terms show not to be nested. */
  private static void checkNested(FittedModel smaller, FittedModel larger) {
    ObservedDesign small = smaller.fit().design();
    ObservedDesign large = larger.fit().design();
    boolean sameOffset = small.structure().offset().equals(large.structure().offset());
    OptionalInt column = new CommonRows(small, large, sameOffset).outsideOther();
    if (column.isPresent()) {
      throw notNested(
          "'"
              + smaller.coefficients().get(column.getAsInt()).name()
              + "' of the smaller is no combination of the larger's fixed effects",
          smaller,
          larger);
    }
    Optional<Integer> term = new RandomNesting(small, large).missing();
    if (term.isPresent()) {
      String name = RandomTermNames.name(small.structure().random().get(term.get()));
      throw notNested("the larger has no place for the smaller's " + name, smaller, larger);
    }
    boolean knowSame = large.structure().knownVariance().equals(small.structure().knownVariance());
    if (!knowSame || !holds(large.structure().residual(), small.structure().residual())) {
      throw notNested(
          "not every covariance of the smaller's residuals is one of the larger's",
          smaller,
          larger);
    }
  }

  /** Whether every covariance of one form of residuals is one of another as well. */
  private static boolean holds(Optional<ResidualTerm> large, Optional<ResidualTerm> small) {
    if (small.isEmpty()) {
      return true;
    }
    if (large.isEmpty()) {
      return false;
    }
    ResidualTerm wide = large.get();
    ResidualTerm narrow = small.get();
    boolean sameRest =
        (narrow.strata().isEmpty() || narrow.strata().equals(wide.strata()))
            && (narrow.varying().isEmpty() || narrow.varying().equals(wide.varying()));
    if (!sameRest || narrow.form() instanceof Independent) {
      return sameRest;
    }
    return Set.copyOf(narrow.subject()).equals(Set.copyOf(wide.subject()))
        && (narrow.form().equals(wide.form()) || holdsPositions(wide, narrow));
  }

  private static boolean holdsPositions(ResidualTerm wide, ResidualTerm narrow) {
    return narrow.position().isPresent()
        && narrow.position().equals(wide.position())
        && PatternedCovariance.of(wide.structure())
            .contains(PatternedCovariance.of(narrow.structure()));
  }

  private static BlupException notNested(String why, FittedModel smaller, FittedModel larger) {
    return new BlupException(
        "Neither model holds the other: "
            + why
            + ". A likelihood-ratio test needs nested models; compare aic() or bic()."
            + formulas(smaller, larger));
  }

  private static String formulas(FittedModel one, FittedModel other) {
    return " The models: " + one.formula() + "; " + other.formula() + ".";
  }
}
