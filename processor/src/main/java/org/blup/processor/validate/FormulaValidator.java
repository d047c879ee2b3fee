package org.blup.processor.validate;

import java.util.Optional;
import org.blup.formula.Formulas;
import org.blup.formula.ParseResult;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.Component;
import org.blup.processor.read.FormulaSource;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.validate.resolve.LooseNames;
import org.blup.processor.validate.resolve.Names;
import org.blup.processor.validate.resolve.Problems;
import org.blup.processor.validate.resolve.Resolver;
import org.blup.processor.validate.resolve.Vocabulary;
import org.blup.processor.validate.rules.AccessorRules;
import org.blup.processor.validate.rules.CanonicalTerms;
import org.blup.processor.validate.rules.Cautions;
import org.blup.processor.validate.rules.ConstantEffects;
import org.blup.processor.validate.rules.LevelRules;
import org.blup.processor.validate.rules.ModelRules;
import org.blup.processor.validate.rules.RepeatedEffects;
import org.blup.processor.validate.rules.ResidualRules;
import org.blup.processor.validate.rules.StructuralRank;
import org.blup.processor.validate.rules.StructureRules;
import org.blup.processor.validate.rules.WalkRules;

/** Checks the formula of a model against the components of its record. */
final class FormulaValidator {

  private final AnnotatedRecord annotated;
  private final Vocabulary vocabulary;
  private final Guesses guesses;

  FormulaValidator(AnnotatedRecord annotated) {
    this.annotated = annotated;
    this.vocabulary = new Vocabulary(annotated);
    this.guesses = new Guesses(vocabulary);
  }

  /** The verdict on a model without a formula. */
  Verdict broken(ModelHeader header) {
    return guesses.broken(header, Optional.empty());
  }

  /**
   * Checks a formula.
   *
   * @param findings takes what is wrong with it, and holds what is wrong with the annotations it
   *     was written from
   * @param recordIsSound whether there is a model to be had at all
   */
  Verdict validate(
      FormulaSource source, ModelHeader header, Findings findings, boolean recordIsSound) {
    boolean annotationsAreSound = !findings.hasErrors();
    ParseResult parsed = Formulas.parse(source.text());
    Problems problems = new Problems();
    LooseNames.check(source.text(), parsed, new Names(vocabulary, problems));
    boolean isSound = parsed.formula().isPresent() && !problems.hasErrors();
    parsed.problems().stream()
        .filter(problem -> isSound || !problem.code().isWarning())
        .forEach(problem -> findings.add(source.diagnose(problem)));
    if (parsed.formula().isEmpty()) {
      problems.found().forEach(problem -> findings.add(source.diagnose(problem)));
      return broken(header);
    }
    ModelDescription model =
        new Resolver(header, vocabulary, problems).resolve(parsed.formula().get(), weight());
    if (annotationsAreSound) {
      checkWhole(model, problems);
    }
    problems.found().forEach(problem -> findings.add(source.diagnose(problem)));
    return recordIsSound && !findings.hasErrors()
        ? new Verdict.Valid(CanonicalTerms.of(model))
        : guesses.broken(header, parsed.formula());
  }

  /** What depends on types is only asked where all of them are right. */
  private static void checkWhole(ModelDescription model, Problems problems) {
    ModelRules.check(model.formula(), problems);
    if (!problems.hasErrors()) {
      RepeatedEffects.check(model, problems);
      ConstantEffects.check(model, problems);
      StructuralRank.check(model, problems);
      StructureRules.check(model, problems);
      LevelRules.check(model, problems);
      WalkRules.check(model, problems);
      ResidualRules.check(model, problems);
      AccessorRules.check(model, problems);
    }
    if (!problems.hasErrors()) {
      Cautions.check(model, problems);
    }
  }

  private Optional<Component> weight() {
    return annotated.components().stream()
        .filter(component -> component.weight().isPresent())
        .map(AnnotatedComponent::usable)
        .flatMap(Optional::stream)
        .filter(component -> component.type().isNumeric())
        .findFirst();
  }
}
