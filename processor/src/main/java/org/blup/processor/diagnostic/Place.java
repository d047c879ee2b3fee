package org.blup.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Where a message points. javac 17 loses the position of a record component, so a component stands
 * here as its private field of the same name.
 *
 * @param element the element that carries the mistake
 * @param annotation the annotation on it, if that is at fault
 * @param value the value in the annotation, if that is at fault
 */
public record Place(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  public static Place of(Element element) {
    return new Place(element, null, null);
  }

  public static Place of(Element element, AnnotationMirror annotation) {
    return new Place(element, annotation, null);
  }

  public static Place of(Element element, AnnotationMirror annotation, AnnotationValue value) {
    return new Place(element, annotation, value);
  }

  /** {@code At @Random of 'days' in Sleep}. */
  String inWords() {
    Element type = element instanceof TypeElement ? element : element.getEnclosingElement();
    String carrier =
        element.equals(type) || type == null ? element.toString() : "'" + element + "' in " + type;
    return annotation == null
        ? "At " + carrier
        : "At @%s of %s"
            .formatted(annotation.getAnnotationType().asElement().getSimpleName(), carrier);
  }
}
