package org.blup.processor.validate.annotations;

import com.palantir.javapoet.ClassName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.blup.formula.ProblemCode;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.AnnotationUse;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.ModelHeader.Source;
import org.blup.processor.read.Visibility;

/** Names the models of one record and the classes generated for them. */
public final class Headers {

  private static final String SUFFIX = "Model";

  private final AnnotatedRecord annotated;
  private final Findings findings;
  private final Set<ClassName> taken = new HashSet<>();

  public Headers(AnnotatedRecord annotated, Findings findings) {
    this.annotated = annotated;
    this.findings = findings;
  }

  /** The header of a model, or nothing if its class is that of another model of the record. */
  public Optional<ModelHeader> header(AnnotationUse model, Source source) {
    String name = model.text("name").filter(text -> !text.isEmpty()).orElse(annotated.name());
    if (!SourceVersion.isIdentifier(name)) {
      addInvalidName(model, name);
      name = annotated.name();
    }
    ModelHeader header = header(name, source);
    if (!taken.add(header.generated())) {
      addDuplicateName(model, name);
      return Optional.empty();
    }
    return Optional.of(header);
  }

  /** The header of a model of this name. */
  public ModelHeader header(String name, Source source) {
    TypeElement type = annotated.element();
    return new ModelHeader(
        isNameless(type) ? ClassName.OBJECT : annotated.className(),
        generated(name),
        name,
        source,
        Visibility.isPublic(type),
        annotated.usableComponents(),
        type);
  }

  /** Whether the generated class could not name the record. */
  private boolean isNameless(TypeElement type) {
    return Visibility.isHidden(type) || RecordRules.isShadowed(annotated.className());
  }

  private ClassName generated(String name) {
    ClassName type = annotated.className();
    ClassName outer = type.enclosingClassName();
    String prefix = outer == null ? "" : String.join("_", outer.simpleNames()) + "_";
    return ClassName.get(type.packageName(), prefix + name + SUFFIX);
  }

  private void addInvalidName(AnnotationUse model, String name) {
    findings.add(
        Diagnostic.of(
            ProblemCode.INVALID_MODEL_NAME,
            model.place("name"),
            "'%s' cannot be the name of a model".formatted(name),
            "The generated class is %s%s, so the name must be a Java identifier"
                .formatted("<name>", SUFFIX)));
  }

  private void addDuplicateName(AnnotationUse model, String name) {
    findings.add(duplicate(model.place("name"), annotated.name(), name));
  }

  private static Diagnostic duplicate(Place place, String record, String name) {
    return Diagnostic.of(
        ProblemCode.DUPLICATE_MODEL_NAME,
        place,
        "%s has two models named '%s'".formatted(record, name),
        "Both would be class %s%s: give each its own @MixedModel(name = \"…\")"
            .formatted(name, SUFFIX));
  }
}
