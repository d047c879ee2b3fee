package org.blup.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * A type with {@code @MixedModel} as written, whether or not it makes sense.
 *
 * @param element the type
 * @param components its components in their order; none if it is no record
 * @param models its {@code @MixedModel}s in the order written
 */
public record AnnotatedRecord(
    TypeElement element, List<AnnotatedComponent> components, List<AnnotationUse> models) {

  public AnnotatedRecord {
    components = List.copyOf(components);
    models = List.copyOf(models);
  }

  /** The simple name, by which messages call the record. */
  public String name() {
    return element.getSimpleName().toString();
  }

  public ClassName className() {
    return ClassName.get(element);
  }

  /** Whether the compiler itself has something to say about an annotation's value. */
  public boolean isErroneous() {
    return Stream.concat(
            models.stream(), components.stream().flatMap(AnnotatedComponent::annotations))
        .anyMatch(AnnotationUse::isErroneous);
  }

  public List<Component> usableComponents() {
    return components.stream().map(AnnotatedComponent::usable).flatMap(Optional::stream).toList();
  }

  /** The component that formulas call {@code label}. */
  public Optional<AnnotatedComponent> component(String label) {
    return components.stream().filter(c -> c.label().equals(label)).findFirst();
  }
}
