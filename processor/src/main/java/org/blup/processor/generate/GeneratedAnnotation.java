package org.blup.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import javax.lang.model.element.Element;
import org.blup.processor.generate.names.RuntimeTypes;

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
    return Modules.reads(element, MODULE);
  }
}
