package org.blup.processor.read;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.blup.processor.diagnostic.Place;
import org.jspecify.annotations.Nullable;

/** One annotation as written on an element: its explicit values and their places. */
public record AnnotationUse(Element element, AnnotationMirror mirror) {

  /** What compilers write instead of a value that they could not compute. */
  private static final String ERRONEOUS = "<error>";

  /** The annotation of this type on the element. */
  public static Optional<AnnotationUse> find(Element element, Class<? extends Annotation> type) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isOf(type, mirror))
        .findFirst()
        .map(mirror -> new AnnotationUse(element, mirror));
  }

  /** All annotations of a repeatable type on the element, in the order written. */
  public static List<AnnotationUse> findAll(
      Element element, Class<? extends Annotation> type, Class<? extends Annotation> container) {
    List<AnnotationUse> uses = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (isOf(type, mirror)) {
        uses.add(new AnnotationUse(element, mirror));
      } else if (isOf(container, mirror)) {
        for (AnnotationValue nested : new AnnotationUse(element, mirror).array("value")) {
          if (nested.getValue() instanceof AnnotationMirror repeated) {
            uses.add(new AnnotationUse(element, repeated));
          }
        }
      }
    }
    return uses;
  }

  /** The annotation's simple name with its at sign. */
  public String name() {
    return "@" + mirror.getAnnotationType().asElement().getSimpleName();
  }

  public Place place() {
    return Place.of(element, mirror);
  }

  /** The place of the attribute's value, or of the annotation if the attribute is not written. */
  public Place place(String attribute) {
    AnnotationValue value = value(attribute);
    return value == null ? place() : Place.of(element, mirror, value);
  }

  /** The places of an array's elements, in their order. */
  public List<Place> places(String attribute) {
    return array(attribute).stream().map(value -> Place.of(element, mirror, value)).toList();
  }

  /** Whether the attribute is written out. */
  public boolean says(String attribute) {
    return value(attribute) != null;
  }

  /** Whether a value is none that the compiler could compute, of which it says so itself. */
  public boolean isErroneous() {
    return mirror.getElementValues().values().stream().anyMatch(AnnotationUse::isErroneous);
  }

  private static boolean isErroneous(AnnotationValue value) {
    if (value.getValue() instanceof List<?> elements) {
      return elements.stream().anyMatch(element -> isErroneous((AnnotationValue) element));
    }
    return ERRONEOUS.equals(value.getValue());
  }

  /** The attribute's text, or that of an enum's constant; empty where it is not written. */
  public Optional<String> text(String attribute) {
    return Optional.ofNullable(value(attribute)).map(AnnotationUse::textOf);
  }

  public boolean flag(String attribute, boolean otherwise) {
    AnnotationValue value = value(attribute);
    if (value != null && value.getValue() instanceof Boolean flag) {
      return flag;
    }
    return otherwise;
  }

  public List<String> texts(String attribute) {
    return array(attribute).stream().map(AnnotationUse::textOf).toList();
  }

  private List<AnnotationValue> array(String attribute) {
    AnnotationValue value = value(attribute);
    List<AnnotationValue> elements = new ArrayList<>();
    if (value != null && value.getValue() instanceof List<?> list) {
      for (Object element : list) {
        elements.add((AnnotationValue) element);
      }
    }
    return elements;
  }

  private @Nullable AnnotationValue value(String attribute) {
    for (var entry : mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static String textOf(AnnotationValue value) {
    return value.getValue() instanceof Element constant
        ? constant.getSimpleName().toString()
        : String.valueOf(value.getValue());
  }

  private static boolean isOf(Class<? extends Annotation> type, AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement() instanceof TypeElement annotation
        && annotation.getQualifiedName().contentEquals(type.getName());
  }
}
