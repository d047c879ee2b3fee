package org.blup.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.RequiresDirective;
import javax.lang.model.util.ElementFilter;

/** {@code @Generated}, which lives in a module that the user's own need not read. */
final class GeneratedAnnotation {

  private static final String MODULE = "java.compiler";

  private GeneratedAnnotation() {}

  static AnnotationSpec of(String generator) {
    return AnnotationSpec.builder(RuntimeTypes.GENERATED)
        .addMember("value", "$S", generator)
        .build();
  }

  /** Whether code beside the element may name the annotation. */
  static boolean isVisibleTo(Element element) {
    Element enclosing = element;
    while (enclosing != null && !(enclosing instanceof ModuleElement)) {
      enclosing = enclosing.getEnclosingElement();
    }
    return !(enclosing instanceof ModuleElement module) || module.isUnnamed() || reads(module);
  }

  private static boolean reads(ModuleElement module) {
    Set<ModuleElement> seen = new HashSet<>();
    Deque<ModuleElement> read = new ArrayDeque<>();
    ElementFilter.requiresIn(module.getDirectives()).forEach(r -> read.add(r.getDependency()));
    while (!read.isEmpty()) {
      ModuleElement next = read.remove();
      if (next.getQualifiedName().contentEquals(MODULE)) {
        return true;
      }
      if (seen.add(next)) {
        ElementFilter.requiresIn(next.getDirectives()).stream()
            .filter(RequiresDirective::isTransitive)
            .forEach(r -> read.add(r.getDependency()));
      }
    }
    return false;
  }
}
