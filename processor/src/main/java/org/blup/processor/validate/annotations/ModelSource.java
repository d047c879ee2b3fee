package org.blup.processor.validate.annotations;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.ComponentFormula;
import org.blup.processor.read.FormulaSource;
import org.blup.processor.read.ModelHeader.Source;

/** Finds how a model is written: as a formula, or as annotations of the components. */
public final class ModelSource {

  private final AnnotatedRecord annotated;
  private final AnnotationUse model;
  private final Findings findings;

  private ModelSource(AnnotatedRecord annotated, AnnotationUse model, Findings findings) {
    this.annotated = annotated;
    this.model = model;
    this.findings = findings;
  }

  public static Source kindOf(AnnotationUse model) {
    return formula(model).isEmpty() ? Source.COMPONENT_ANNOTATIONS : Source.FORMULA;
  }

  /** The formula of the model, in whichever form it is written; nothing if there is none. */
  public static Optional<FormulaSource> of(
      AnnotatedRecord annotated, AnnotationUse model, Findings findings) {
    ModelSource source = new ModelSource(annotated, model, findings);
    return kindOf(model) == Source.FORMULA
        ? Optional.of(source.formula())
        : source.componentAnnotations();
  }

  private static String formula(AnnotationUse model) {
    return model.text("value").orElse("");
  }

  private FormulaSource formula() {
    List<AnnotationUse> annotations = modelAnnotations();
    if (!annotations.isEmpty()) {
      String names =
          annotations.stream()
              .map(AnnotationUse::name)
              .distinct()
              .collect(Collectors.joining(", "));
      add(
          ProblemCode.FORMULA_AND_COMPONENTS,
          annotations.get(0).place(),
          "%s specifies its model twice: by a formula and by annotated components",
          "Keep one of them: the formula, or " + names);
    }
    return FormulaSource.written(formula(model), model.place("value"));
  }

  private Optional<FormulaSource> componentAnnotations() {
    if (modelAnnotations().isEmpty()) {
      addNothingToExplain(ProblemCode.EMPTY_MODEL, "The model of %s is empty");
      return Optional.empty();
    }
    AnnotationRules.checkModel(annotated, findings);
    if (annotated.components().stream().noneMatch(c -> c.response().isPresent())) {
      addNothingToExplain(ProblemCode.NO_RESPONSE, "%s has no @Response");
      return Optional.empty();
    }
    return Optional.of(ComponentFormula.of(annotated, model.place()));
  }

  private List<AnnotationUse> modelAnnotations() {
    return annotated.components().stream()
        .flatMap(component -> component.modelAnnotations().stream())
        .toList();
  }

  private void addNothingToExplain(ProblemCode code, String message) {
    add(
        code,
        model.place(),
        message,
        "Annotate the response with @Response, the other components with @Fixed and @Random,",
        "or write a formula: @MixedModel(\"y ~ x + (1 | group)\")");
  }

  private void add(ProblemCode code, Place place, String message, String... help) {
    findings.add(Diagnostic.of(code, place, message.formatted(annotated.name()), help));
  }
}
