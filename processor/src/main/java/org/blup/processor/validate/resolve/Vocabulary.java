package org.blup.processor.validate.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.blup.formula.Formulas;
import org.blup.formula.Spelling;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.Component;

/** The names that a formula about a record may use, and the components behind them. */
public final class Vocabulary {

  private static final int MOST_LISTED = 24;

  private final String recordName;
  private final Map<String, AnnotatedComponent> components = new LinkedHashMap<>();

  public Vocabulary(AnnotatedRecord annotated) {
    recordName = annotated.name();
    annotated.components().forEach(c -> components.putIfAbsent(c.label(), c));
  }

  /** The component of this name whose type a model can use. */
  Optional<Component> usable(String name) {
    return Optional.ofNullable(components.get(name)).flatMap(AnnotatedComponent::usable);
  }

  /** The component of this name as written. */
  Optional<AnnotatedComponent> written(String name) {
    return Optional.ofNullable(components.get(name));
  }

  String recordName() {
    return recordName;
  }

  /** The most similar known name. */
  Optional<String> suggestion(String name) {
    Optional<String> renamed =
        components.values().stream()
            .filter(component -> component.name().equals(name))
            .map(AnnotatedComponent::label)
            .findFirst();
    return renamed.or(() -> Spelling.suggestName(name, components.keySet()));
  }

  /** The names to choose from instead of an unknown one. */
  String helpFor(String name) {
    for (AnnotatedComponent component : components.values()) {
      if (component.name().equals(name)) {
        return "Its @Column calls it '" + component.label() + "': use that name";
      }
    }
    String[] parts = name.split("[:/]", -1);
    if (parts.length > 1 && components.keySet().containsAll(List.of(parts))) {
      return "Name its components one by one: {\"" + String.join("\", \"", parts) + "\"}";
    }
    String question =
        suggestion(name).map(meant -> ". Did you mean '" + Formulas.name(meant) + "'?").orElse("");
    return listing() + question;
  }

  private String listing() {
    if (components.isEmpty()) {
      return recordName + " has no components";
    }
    String names =
        components.keySet().stream()
            .limit(MOST_LISTED)
            .map(Formulas::name)
            .collect(Collectors.joining(", "));
    int more = components.size() - MOST_LISTED;
    return recordName + " has: " + names + (more > 0 ? " and " + more + " more" : "");
  }

  /** The labels of the usable components that {@code wanted} holds for, or that there are none. */
  public String listed(Predicate<Component> wanted) {
    String labels =
        components.values().stream()
            .map(AnnotatedComponent::usable)
            .flatMap(Optional::stream)
            .filter(wanted)
            .map(Component::label)
            .map(Formulas::name)
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? "none" : labels;
  }
}
