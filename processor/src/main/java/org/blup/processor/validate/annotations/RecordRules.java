package org.blup.processor.validate.annotations;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.generate.ModelGenerator;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.Visibility;

/** The rules for the annotated type itself, whatever its models say. */
public final class RecordRules {

  private RecordRules() {}

  public static void check(AnnotatedRecord annotated, Findings findings) {
    if (!isRecord(annotated)) {
      addNoRecord(annotated, findings);
      return;
    }
    if (!annotated.element().getTypeParameters().isEmpty()) {
      addGeneric(annotated, findings);
    }
    if (Visibility.isHidden(annotated.element())) {
      addHidden(annotated, findings);
    }
    if (isShadowed(annotated.className())) {
      addShadowed(annotated.name(), Place.of(annotated.element()), findings);
    }
    annotated.components().forEach(component -> checkShadowed(component, findings));
    checkLabels(annotated, findings);
  }

  /** Whether the generated class has a class of the type's name, and no other name for the type. */
  static boolean isShadowed(ClassName type) {
    return type.packageName().isEmpty() && ModelGenerator.hides(type.simpleNames().get(0));
  }

  private static void checkShadowed(AnnotatedComponent component, Findings findings) {
    boolean isShadowed =
        component.type().isPresent()
            && component.type().get().type() instanceof ClassName type
            && isShadowed(type);
    if (isShadowed) {
      addShadowed(component.typeName(), Place.of(component.field()), findings);
    }
  }

  private static void addShadowed(String type, Place place, Findings findings) {
    findings.add(
        Diagnostic.of(
            ProblemCode.HIDDEN_TYPE,
            place,
            "%s is in the unnamed package, and a class inside the generated one has the same name"
                .formatted(type),
            "Move it into a package, or rename it"));
  }

  public static boolean isRecord(AnnotatedRecord annotated) {
    return annotated.element().getKind() == ElementKind.RECORD;
  }

  private static void addNoRecord(AnnotatedRecord annotated, Findings findings) {
    AnnotationUse model = annotated.models().get(0);
    findings.add(
        Diagnostic.of(
            ProblemCode.NOT_A_RECORD,
            model.place(),
            "%s is not a record".formatted(annotated.name()),
            "A model reads its rows from records: record %s(double y, String group) {}"
                .formatted(annotated.name())));
  }

  private static void addGeneric(AnnotatedRecord annotated, Findings findings) {
    findings.add(
        Diagnostic.of(
            ProblemCode.GENERIC_RECORD,
            Place.of(annotated.element()),
            "%s has type parameters".formatted(annotated.name()),
            "A model needs the type of each component: replace type parameters by types"));
  }

  private static void addHidden(AnnotatedRecord annotated, Findings findings) {
    findings.add(
        Diagnostic.of(
            ProblemCode.PRIVATE_TYPE,
            Place.of(annotated.element()),
            "%s is private, so the generated class cannot access it".formatted(annotated.name()),
            "Remove 'private' from it and from the types that enclose it"));
  }

  private static void checkLabels(AnnotatedRecord annotated, Findings findings) {
    Map<String, AnnotatedComponent> known = new HashMap<>();
    for (AnnotatedComponent component : annotated.components()) {
      checkQuotable(component, findings);
      AnnotatedComponent other = known.putIfAbsent(component.label(), component);
      if (other != null) {
        AnnotatedComponent renamed = component.column().isPresent() ? component : other;
        AnnotatedComponent namesake = component.column().isPresent() ? other : component;
        renamed.column().ifPresent(use -> addDuplicate(use, renamed, namesake, findings));
      }
    }
  }

  private static void addDuplicate(
      AnnotationUse column,
      AnnotatedComponent renamed,
      AnnotatedComponent namesake,
      Findings findings) {
    findings.add(
        Diagnostic.of(
            ProblemCode.DUPLICATE_LABEL,
            column.place("value"),
            "The components '%s' and '%s' would both be named '%s'"
                .formatted(namesake.name(), renamed.name(), renamed.label()),
            "Formulas refer to components by name: give one of them a different name"));
  }

  private static void checkQuotable(AnnotatedComponent component, Findings findings) {
    String label = component.label();
    boolean quotable = !label.isBlank() && label.chars().noneMatch(Character::isISOControl);
    if (!quotable) {
      component.column().ifPresent(use -> addInvalidLabel(use, component, findings));
    }
  }

  private static void addInvalidLabel(
      AnnotationUse column, AnnotatedComponent component, Findings findings) {
    findings.add(
        Diagnostic.of(
            ProblemCode.INVALID_LABEL,
            column.place("value"),
            "'%s' cannot be the name of '%s'".formatted(component.label(), component.name()),
            "A name needs a visible character and must not contain control characters"));
  }
}
