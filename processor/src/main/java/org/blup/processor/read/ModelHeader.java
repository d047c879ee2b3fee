package org.blup.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What is known of a model even where its formula is wrong.
 *
 * @param recordType the annotated record
 * @param generated the class to write: {@code SleepModel}, {@code Outer_SleepModel}
 * @param name the model as messages name it: the record's simple name, or {@code name = …}
 * @param source where the formula was written
 * @param isPublic whether the record and all types around it are public
 * @param components the record's components of usable types, in their order, used or not
 * @param originating the record's element, the one originating element of the generated file
 */
public record ModelHeader(
    ClassName recordType,
    ClassName generated,
    String name,
    Source source,
    boolean isPublic,
    List<Component> components,
    TypeElement originating) {

  /** Where a model was written down. */
  public enum Source {
    FORMULA,
    COMPONENT_ANNOTATIONS
  }

  public ModelHeader {
    components = List.copyOf(components);
  }

  /** The component that formulas call {@code label}. */
  public Optional<Component> component(String label) {
    return components.stream().filter(c -> c.label().equals(label)).findFirst();
  }
}
