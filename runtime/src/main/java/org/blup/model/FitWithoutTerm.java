package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.inference.comparison.SubmodelFits;
import org.blup.internal.inference.comparison.SubmodelFits.Smaller;
import org.blup.internal.inference.comparison.SubmodelFits.WithoutEffects;
import org.blup.internal.inference.estimability.RemainingCoefficients;
import org.blup.internal.inference.estimability.RemainingColumns;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.Refusals;
import org.blup.internal.model.fit.RemovableTerms;
import org.blup.internal.reml.solution.Solution;

/** The fit of a model without one of its terms, from the cross-products. */
final class FitWithoutTerm {

  /** It has no generated class of its own. */
  private static final class SmallerFit extends FitInference {

    SmallerFit(FittedModel whole, ObservedDesign design, Solution solution, boolean reml) {
      super(
          new Estimates(
              whole.estimates.reader(),
              new PostFit(design, solution, reml),
              whole.estimates.method(),
              Optional.empty()));
    }
  }

  private final FittedModel fit;
  private final ObservedDesign design;
  private final SubmodelFits deletions;
  private final RemovableTerms removable;

  FitWithoutTerm(FittedModel fit) {
    this.fit = fit;
    design = fit.fit().design();
    deletions = SubmodelFits.of(design, fit.fit().solution());
    removable = new RemovableTerms(design);
  }

  /**
   * The fit without a term.
   *
   * @param name as one of the tables of {@link TermDeletions} has it
   */
  FitInference fit(String name) {
    List<String> known = new ArrayList<>();
    for (int term : removable.fixed()) {
      known.add(design.structure().fixed().get(term).label());
      if (known.get(known.size() - 1).equals(name)) {
        return named(name, column -> "a fixed effect", number -> number, () -> smaller(term));
      }
    }
    for (RemovableTerms.Effect each : removable.random()) {
      known.add(each.name());
      if (each.name().equals(name)) {
        return named(
            name,
            number -> fit.coefficients().get(number).name(),
            each::wholeTerm,
            () -> smaller(each));
      }
    }
    throw new BlupException(
        "'" + name + "' is not a term that may go. Those are: " + String.join(", ", known) + ".");
  }

  private FitInference named(
      String name,
      IntFunction<String> columns,
      IntUnaryOperator terms,
      Supplier<FitInference> smaller) {
    try {
      return Refusals.named(design, columns, terms, smaller);
    } catch (BlupException e) {
      throw new BlupException("There is no fit without '" + name + "': " + e.getMessage());
    }
  }

  private FitInference smaller(int term) {
    RemainingColumns remaining = new RemainingColumns(design, term);
    Smaller without = deletions.withFixed(design, remaining);
    RemainingCoefficients coefficients = without.coefficients().get();
    ModelStructure structure = structure(remaining.terms(), design.structure().random());
    ObservedDesign smaller =
        design.withFixed(
            structure,
            without.rowwise(),
            coefficients.kept(),
            coefficients.toKept(),
            coefficients.origin(),
            coefficients.dependent());
    return new SmallerFit(fit, smaller.weighted(without.equations()), without.solution(), false);
  }

  private FitInference smaller(RemovableTerms.Effect effect) {
    List<RandomTerm> terms = new ArrayList<>(design.structure().random());
    RandomTerm term = terms.get(effect.term());
    if (effect.left().isEmpty()) {
      terms.remove(effect.term());
    } else {
      terms.set(effect.term(), term.with(effect.left()));
    }
    ModelStructure structure = structure(design.structure().fixed(), terms);
    boolean reml = fit.fit().isReml();
    WithoutEffects without = deletions.withoutRandom(effect.term(), effect.kept(), reml);
    Solution solution = without.solution();
    if (solution == null) {
      throw new BlupException(
          terms.isEmpty()
              ? "no random effects are left, so that it is a linear model."
              : "the effects that stay are collinear. Fit the smaller model by its own formula.");
    }
    if (!isInOrder(structure.groups())) {
      throw new BlupException(
          "its groups have another order. Fit the smaller model by its own formula.");
    }
    ObservedDesign smaller = design.withRandom(structure, without.rowwise());
    return new SmallerFit(fit, smaller.weighted(without.equations()), solution, reml);
  }

  /** Whether groups stand in the order that they have in the whole model. */
  private boolean isInOrder(List<Grouping> groups) {
    List<Grouping> left = new ArrayList<>(design.structure().groups());
    left.retainAll(groups);
    return left.equals(groups);
  }

  private ModelStructure structure(List<EffectTerm> fixed, List<RandomTerm> random) {
    List<String> words = new ArrayList<>();
    boolean constant = fixed.stream().anyMatch(term -> term.variables().isEmpty());
    words.add(constant ? "1" : "0");
    fixed.stream().filter(term -> !term.variables().isEmpty()).forEach(t -> words.add(t.label()));
    design.structure().offset().ifPresent(offset -> words.add("offset(" + offset + ")"));
    random.forEach(term -> words.add(RandomTermNames.name(term)));
    design
        .structure()
        .residual()
        .ifPresent(term -> words.add("residual(" + RandomTermNames.residual(term) + ")"));
    design
        .structure()
        .knownVariance()
        .ifPresent(variance -> words.add("residual(known(" + variance + "))"));
    String formula = design.structure().response() + " ~ " + String.join(" + ", words);
    return design.structure().with(formula, fixed, random);
  }
}
