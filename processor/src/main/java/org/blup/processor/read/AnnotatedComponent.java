package org.blup.processor.read;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;
import org.blup.Contrast;

/**
 * A component as written, with all of its annotations.
 *
 * @param name its Java name
 * @param label the name formulas use
 * @param type what its type means, if it is one a model can use
 * @param typeName the type as the user reads it: {@code double}, {@code List<String>}
 * @param field the private field behind it, where messages point
 * @param column its {@code @Column}
 * @param response its {@code @Response}
 * @param fixed its {@code @Fixed}
 * @param offset its {@code @Offset}
 * @param weight its {@code @Weight}
 * @param contrasts its {@code @Contrasts}
 * @param random its {@code @Random}s, in the order written
 * @param repeated its {@code @Repeated}
 * @param residualVariance its {@code @ResidualVariance}
 */
public record AnnotatedComponent(
    String name,
    String label,
    Optional<ComponentType> type,
    String typeName,
    VariableElement field,
    Optional<AnnotationUse> column,
    Optional<AnnotationUse> response,
    Optional<AnnotationUse> fixed,
    Optional<AnnotationUse> offset,
    Optional<AnnotationUse> weight,
    Optional<AnnotationUse> contrasts,
    List<AnnotationUse> random,
    Optional<AnnotationUse> repeated,
    Optional<AnnotationUse> residualVariance) {

  public AnnotatedComponent {
    random = List.copyOf(random);
  }

  /** The annotations that say a model, and so exclude a formula. */
  public List<AnnotationUse> modelAnnotations() {
    return Stream.of(
            Stream.of(response, fixed, offset).flatMap(Optional::stream),
            random.stream(),
            repeated.stream(),
            residualVariance.stream())
        .flatMap(uses -> uses)
        .toList();
  }

  /** All of its annotations. */
  Stream<AnnotationUse> annotations() {
    return Stream.concat(
        modelAnnotations().stream(),
        Stream.of(column, weight, contrasts).flatMap(Optional::stream));
  }

  /** The component as a model sees it, if its type is one that a model can use. */
  public Optional<Component> usable() {
    return type.map(known -> new Component(name, label, known, coding()));
  }

  /** Whether its type is an enum that generated code cannot see. */
  public boolean isHiddenEnum() {
    return ComponentTypes.isHiddenEnum(field.asType());
  }

  /** The numbers in its {@code @Contrasts}; none if it has none. */
  public List<Double> contrastMatrix() {
    return contrasts.filter(use -> !use.isErroneous()).stream()
        .flatMap(use -> use.texts("value").stream())
        .map(Double::valueOf)
        .toList();
  }

  private FactorCoding coding() {
    if (contrasts.isPresent()) {
      return FactorCoding.of(contrastMatrix());
    }
    Contrast contrast =
        fixed
            .flatMap(use -> use.text("contrast"))
            .map(Contrast::valueOf)
            .orElse(Contrast.TREATMENT);
    Optional<String> reference =
        fixed.flatMap(use -> use.text("reference")).filter(level -> !level.isEmpty());
    return FactorCoding.of(Objects.requireNonNull(contrast), reference);
  }
}
