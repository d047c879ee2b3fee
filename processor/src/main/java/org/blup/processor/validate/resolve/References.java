package org.blup.processor.validate.resolve;

import java.util.List;
import java.util.Optional;
import org.blup.formula.Spelling;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.FactorCoding;

/** Checks a reference level against the levels that the compiler knows. */
public final class References {

  /** The error in a reference level, and the levels to choose from. */
  public record Fault(String message, String help) {}

  private References() {}

  public static Optional<Fault> check(Component component, FactorCoding coding) {
    return coding.reference().flatMap(reference -> check(component, reference));
  }

  private static Optional<Fault> check(Component component, String reference) {
    ComponentType type = component.type();
    List<String> levels = type.levels();
    boolean possible =
        type.levelsKnown() ? levels.contains(reference) : isPossible(type, reference);
    if (possible) {
      return Optional.empty();
    }
    String message = "'%s' is not a level of '%s'".formatted(reference, component.label());
    return Optional.of(new Fault(message, help(component, reference)));
  }

  /** Whether a level that only the data know can be of this text. */
  static boolean isPossible(ComponentType type, String reference) {
    if (type.isInteger()) {
      return reference.matches("[-+]?\\d{1,19}");
    }
    if (type.isFloating()) {
      return reference.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }
    return type.kind() != ComponentType.Kind.CHAR || reference.length() == 1;
  }

  private static String kinds(ComponentType type) {
    if (type.isFloating()) {
      return "numbers";
    }
    return type.isInteger() ? "whole numbers" : "single characters";
  }

  private static String help(Component component, String reference) {
    ComponentType type = component.type();
    if (!type.levelsKnown()) {
      return "The levels of " + Types.described(type) + " are " + kinds(type);
    }
    String question =
        Spelling.suggest(reference, type.levels())
            .map(meant -> ". Did you mean '" + meant + "'?")
            .orElse("");
    return "Its levels are: " + String.join(", ", type.levels()) + question;
  }
}
