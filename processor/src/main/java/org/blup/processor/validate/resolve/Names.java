package org.blup.processor.validate.resolve;

import java.util.Optional;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.Component;

/** Looks names up, and reports those that are not the name of a usable component. */
public final class Names {

  private final Vocabulary vocabulary;
  private final Problems problems;

  public Names(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** The component behind a name; adds a problem if there is none that a model can use. */
  Optional<Component> resolve(Expression.Name name) {
    Optional<Component> component = vocabulary.usable(name.name());
    if (component.isEmpty()) {
      vocabulary
          .written(name.name())
          .ifPresentOrElse(written -> addUnusable(name, written), () -> addUnknown(name));
    }
    return component;
  }

  private void addUnusable(Expression.Name name, AnnotatedComponent written) {
    if (written.isHiddenEnum()) {
      problems.add(
          ProblemCode.PRIVATE_TYPE,
          name.span(),
          "'%s' is of the private enum %s, which the generated class cannot access"
              .formatted(name.name(), written.typeName()),
          "Remove 'private' from it and from the types that enclose it");
      return;
    }
    problems.add(
        ProblemCode.UNSUPPORTED_TYPE,
        name.span(),
        "'%s' is of type %s, which a model cannot use".formatted(name.name(), written.typeName()),
        Types.USABLE);
  }

  private void addUnknown(Expression.Name name) {
    problems.add(
        ProblemCode.UNKNOWN_VARIABLE,
        name.span(),
        "'%s' is not a component of %s".formatted(name.name(), vocabulary.recordName()),
        vocabulary.helpFor(name.name()));
  }
}
