package org.blup.processor.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.FormulaSource;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.ModelHeader.Source;
import org.blup.processor.validate.annotations.AnnotationRules;
import org.blup.processor.validate.annotations.ContrastRules;
import org.blup.processor.validate.annotations.Headers;
import org.blup.processor.validate.annotations.ModelSource;
import org.blup.processor.validate.annotations.RecordRules;

/** Checks a record with all of its models. */
public final class RecordValidator {

  private final AnnotatedRecord annotated;
  private final Findings findings;
  private final Headers headers;
  private final FormulaValidator formulas;

  private RecordValidator(AnnotatedRecord annotated, Findings findings) {
    this.annotated = annotated;
    this.findings = findings;
    this.headers = new Headers(annotated, findings);
    this.formulas = new FormulaValidator(annotated);
  }

  /**
   * Checks every model of the record.
   *
   * @param findings takes everything that is wrong
   * @return the models that need a class, in the order written
   */
  public static List<Verdict> validate(AnnotatedRecord annotated, Findings findings) {
    Findings ofRecord = annotated.isErroneous() ? new Findings() : findings;
    RecordValidator validator = new RecordValidator(annotated, ofRecord);
    return annotated.models().isEmpty() ? validator.withoutModel() : validator.withModels();
  }

  /** A record without a required annotation still gets the class that other code refers to. */
  private List<Verdict> withoutModel() {
    boolean record = RecordRules.isRecord(annotated);
    findings.add(
        Diagnostic.of(
            ProblemCode.NO_MIXED_MODEL,
            Place.of(annotated.element()),
            record
                ? "%s has annotated components but no @MixedModel".formatted(annotated.name())
                : "%s has annotated fields but is not a record".formatted(annotated.name()),
            "These annotations specify a model only on components of a record with @MixedModel"));
    return record
        ? List.of(formulas.broken(headers.header(annotated.name(), Source.COMPONENT_ANNOTATIONS)))
        : List.of();
  }

  private List<Verdict> withModels() {
    RecordRules.check(annotated, findings);
    boolean recordIsSound = !findings.hasErrors();
    AnnotationRules.checkWeights(annotated, findings);
    ContrastRules.check(annotated, findings);
    boolean weightsAreSound = !findings.hasErrors();
    List<Verdict> verdicts = new ArrayList<>();
    for (AnnotationUse model : annotated.models()) {
      headers
          .header(model, ModelSource.kindOf(model))
          .map(header -> validate(model, header, recordIsSound, weightsAreSound))
          .ifPresent(verdicts::add);
    }
    UnusedComponents.check(annotated, verdicts, findings);
    return verdicts;
  }

  /** If the record cannot have a model, errors in the model are not reported yet. */
  private Verdict validate(
      AnnotationUse model, ModelHeader header, boolean recordIsSound, boolean weightsAreSound) {
    Findings ofModel = new Findings();
    Optional<FormulaSource> source = ModelSource.of(annotated, model, ofModel);
    Verdict verdict =
        source.isEmpty()
            ? formulas.broken(header)
            : formulas.validate(source.get(), header, ofModel, recordIsSound && weightsAreSound);
    if (recordIsSound) {
      findings.addAll(ofModel);
    }
    return verdict;
  }
}
