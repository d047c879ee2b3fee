package org.blup.processor.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blup.formula.Formulas;
import org.blup.formula.ModelFormula;
import org.blup.formula.ParseResult;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentFormula;
import org.blup.processor.read.FormulaSource;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.ModelHeader.Source;

/** Checks a record with all of its models. */
public final class RecordValidator {

  private final AnnotatedRecord annotated;
  private final Vocabulary vocabulary;
  private final Findings findings;
  private final Headers headers;
  private final Guesses guesses;

  private RecordValidator(AnnotatedRecord annotated, Findings findings) {
    this.annotated = annotated;
    this.findings = findings;
    this.vocabulary = new Vocabulary(annotated);
    this.headers = new Headers(annotated, findings);
    this.guesses = new Guesses(vocabulary);
  }

  /**
   * Checks every model of the record.
   *
   * @param findings takes everything that is wrong
   * @return the models that need a class, in the order written
   */
  public static List<Verdict> validate(AnnotatedRecord annotated, Findings findings) {
    return new RecordValidator(annotated, findings).validate();
  }

  private List<Verdict> validate() {
    if (annotated.models().isEmpty()) {
      return withoutModel();
    }
    RecordRules.check(annotated, findings);
    AnnotationRules.checkWeights(annotated, findings);
    List<Verdict> verdicts = new ArrayList<>();
    for (AnnotationUse model : annotated.models()) {
      Source source = source(model);
      headers.header(model, source).ifPresent(header -> verdicts.add(validate(model, header)));
    }
    return verdicts;
  }

  private static Source source(AnnotationUse model) {
    return model.text("value").orElse("").isEmpty()
        ? Source.COMPONENT_ANNOTATIONS
        : Source.FORMULA;
  }

  private Verdict validate(AnnotationUse model, ModelHeader header) {
    if (!RecordRules.isRecord(annotated)) {
      return broken(header);
    }
    Findings ofModel = new Findings();
    Optional<FormulaSource> source =
        header.source() == Source.FORMULA ? formula(model, ofModel) : annotations(model, ofModel);
    Verdict verdict =
        source.map(text -> validate(text, header, ofModel)).orElseGet(() -> broken(header));
    findings.addAll(ofModel);
    return verdict;
  }

  private Optional<FormulaSource> formula(AnnotationUse model, Findings ofModel) {
    List<AnnotationUse> annotations = modelAnnotations();
    if (!annotations.isEmpty()) {
      String names =
          annotations.stream().map(AnnotationUse::name).distinct().collect(Collectors.joining(", "));
      ofModel.add(
          Diagnostic.of(
              ProblemCode.FORMULA_AND_COMPONENTS,
              annotations.get(0).place(),
              "%s has a formula, and its components say a model too".formatted(annotated.name()),
              "Keep one of them: the formula, or " + names + "."));
    }
    return Optional.of(
        FormulaSource.written(model.text("value").orElse(""), model.place("value")));
  }

  private Optional<FormulaSource> annotations(AnnotationUse model, Findings ofModel) {
    if (modelAnnotations().isEmpty()) {
      addEmpty(ProblemCode.EMPTY_MODEL, model.place(), "the model of %s says nothing", ofModel);
      return Optional.empty();
    }
    AnnotationRules.checkModel(annotated, ofModel);
    if (annotated.components().stream().noneMatch(c -> c.response().isPresent())) {
      addEmpty(ProblemCode.NO_RESPONSE, model.place(), "%s has no @Response", ofModel);
      return Optional.empty();
    }
    return Optional.of(ComponentFormula.of(annotated, model.place()));
  }

  private void addEmpty(ProblemCode code, Place place, String message, Findings ofModel) {
    ofModel.add(
        Diagnostic.of(
            code,
            place,
            message.formatted(annotated.name()),
            "Annotate the component to explain with @Response, the others with @Fixed and @Random;"
                + " or write a formula: @MixedModel(\"y ~ x + (1 | group)\")."));
  }

  private List<AnnotationUse> modelAnnotations() {
    return annotated.components().stream()
        .flatMap(component -> component.modelAnnotations().stream())
        .toList();
  }

  /** A record that someone forgot to annotate still gets the class that its users expect. */
  private List<Verdict> withoutModel() {
    boolean record = RecordRules.isRecord(annotated);
    findings.add(
        Diagnostic.of(
            ProblemCode.NO_MIXED_MODEL,
            Place.of(annotated.element()),
            record
                ? "%s has annotated components but no @MixedModel".formatted(annotated.name())
                : "%s has annotated fields but is no record".formatted(annotated.name()),
            "Annotations on components say a model where the record has @MixedModel."));
    return record
        ? List.of(broken(headers.header(annotated.name(), Source.COMPONENT_ANNOTATIONS)))
        : List.of();
  }

  private Verdict validate(FormulaSource source, ModelHeader header, Findings ofModel) {
    boolean annotationsAreRight = !ofModel.hasErrors();
    ParseResult parsed = Formulas.parse(source.text());
    parsed.problems().forEach(problem -> ofModel.add(source.diagnose(problem)));
    if (parsed.formula().isEmpty()) {
      return broken(header);
    }
    ModelFormula formula = parsed.formula().get();
    Problems problems = new Problems();
    ModelDescription model =
        new Resolver(header, vocabulary, problems).resolve(formula, weight());
    if (annotationsAreRight) {
      ModelRules.check(formula, problems);
    }
    if (annotationsAreRight && !problems.hasErrors()) {
      StructuralRank.check(model, problems);
      AccessorRules.check(model, problems);
      Cautions.check(model, problems);
    }
    problems.found().forEach(problem -> ofModel.add(source.diagnose(problem)));
    return findings.hasErrors() || ofModel.hasErrors()
        ? guesses.broken(header, Optional.of(formula))
        : new Verdict.Valid(model);
  }

  private Optional<Component> weight() {
    return annotated.components().stream()
        .filter(component -> component.weight().isPresent())
        .map(AnnotatedComponent::usable)
        .flatMap(Optional::stream)
        .filter(component -> component.type().isNumeric())
        .findFirst();
  }

  private Verdict broken(ModelHeader header) {
    return guesses.broken(header, Optional.empty());
  }
}
