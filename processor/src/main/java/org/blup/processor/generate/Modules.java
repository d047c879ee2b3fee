package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.RequiresDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Which modules the user's code reads: generated code stands beside it and may name no others. */
final class Modules {

  private Modules() {}

  /** Whether the type is there, and code beside the element may name it. */
  static boolean mayName(ClassName type, Element element, Elements elements) {
    TypeElement found = elements.getTypeElement(type.canonicalName());
    if (found == null) {
      return false;
    }
    ModuleElement module = elements.getModuleOf(found);
    return module == null
        || module.isUnnamed()
        || reads(element, module.getQualifiedName().toString());
  }

  /** Whether code beside the element may name what a module exports. */
  static boolean reads(Element element, String module) {
    Element enclosing = element;
    while (enclosing != null && !(enclosing instanceof ModuleElement)) {
      enclosing = enclosing.getEnclosingElement();
    }
    return !(enclosing instanceof ModuleElement own) || own.isUnnamed() || requires(own, module);
  }

  private static boolean requires(ModuleElement own, String module) {
    Set<ModuleElement> seen = new HashSet<>();
    Deque<ModuleElement> read = new ArrayDeque<>();
    ElementFilter.requiresIn(own.getDirectives()).forEach(r -> read.add(r.getDependency()));
    while (!read.isEmpty()) {
      ModuleElement next = read.remove();
      if (next.getQualifiedName().contentEquals(module)) {
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
