package org.blup.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.blup.Column;
import org.blup.Contrasts;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.MixedModels;
import org.blup.Offset;
import org.blup.Random;
import org.blup.Randoms;
import org.blup.Repeated;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.Weight;

/** Reads a type and all Blup annotations on it, judging nothing. */
public final class RecordReader {

  private RecordReader() {}

  public static AnnotatedRecord read(TypeElement type) {
    List<AnnotatedComponent> components = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      fieldOf(component, type).ifPresent(field -> components.add(readComponent(field)));
    }
    return new AnnotatedRecord(
        type, components, AnnotationUse.findAll(type, MixedModel.class, MixedModels.class));
  }

  /** Whether a component's type is one that only a later round of processing will bring. */
  public static boolean awaitsTypes(TypeElement type) {
    return type.getRecordComponents().stream().anyMatch(c -> ComponentTypes.isMissing(c.asType()));
  }

  private static AnnotatedComponent readComponent(VariableElement field) {
    String name = field.getSimpleName().toString();
    Optional<AnnotationUse> column = AnnotationUse.find(field, Column.class);
    return new AnnotatedComponent(
        name,
        column.flatMap(use -> use.text("value")).orElse(name),
        ComponentTypes.of(field.asType()),
        ComponentTypes.nameOf(field.asType()),
        field,
        column,
        AnnotationUse.find(field, Response.class),
        AnnotationUse.find(field, Fixed.class),
        AnnotationUse.find(field, Offset.class),
        AnnotationUse.find(field, Weight.class),
        AnnotationUse.find(field, Contrasts.class),
        AnnotationUse.findAll(field, Random.class, Randoms.class),
        AnnotationUse.find(field, Repeated.class),
        AnnotationUse.find(field, ResidualVariance.class));
  }

  private static Optional<VariableElement> fieldOf(
      RecordComponentElement component, TypeElement type) {
    List<? extends Element> members = type.getEnclosedElements();
    return ElementFilter.fieldsIn(members).stream()
        .filter(field -> field.getKind() == ElementKind.FIELD)
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .findFirst();
  }
}
