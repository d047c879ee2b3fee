package org.blup.processor.validate.resolve;

import java.util.List;
import java.util.Optional;
import org.blup.Contrast;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.FactorCoding;
import org.blup.processor.read.Quantity;

/**
 * Resolves variables that are factors: a component, {@code factor(x)} or {@code C(f, contrast)}.
 */
public final class FactorCheck {

  private final Vocabulary vocabulary;
  private final Names names;
  private final Problems problems;

  FactorCheck(Vocabulary vocabulary, Names names, Problems problems) {
    this.vocabulary = vocabulary;
    this.names = names;
    this.problems = problems;
  }

  /** Whether the variable is a factor by the way it is written. */
  public static boolean isFactorCall(Expression expression) {
    return expression instanceof Expression.Call call
        && (call.function().equals("factor") || call.function().equals("C"));
  }

  /** The factor of {@code factor(x)} or {@code C(f, …)}; adds a problem if it is none. */
  Optional<Quantity.Factor> call(Variable variable) {
    Expression.Call call = (Expression.Call) variable.expression();
    Optional<Component> component = argument(call);
    if (component.isEmpty()) {
      return Optional.empty();
    }
    FactorCoding coding =
        call.function().equals("C")
            ? coding(call, component.get().type())
            : component.get().coding();
    References.check(component.get(), coding)
        .ifPresent(fault -> addUnknownReference(call.span(), fault));
    return checked(variable, call.span(), component.get(), coding);
  }

  /** A component that is a factor by its type. */
  Optional<Quantity.Factor> component(Variable variable, Span span, Component component) {
    return checked(variable, span, component, component.coding());
  }

  /** A factor that groups random effects: a component, or {@code factor(…)} of a number. */
  Optional<Quantity.Factor> independentGroup(Variable variable) {
    return variable.expression() instanceof Expression.Call call
        ? groupOfValues(variable, call)
        : group(variable, "; where they are, write factor(%s)");
  }

  /** A factor that identifies subjects, or whose levels covary; the parser accepts only names. */
  Optional<Quantity.Factor> group(Variable variable) {
    return group(variable, "");
  }

  private Optional<Quantity.Factor> group(Variable variable, String wayOut) {
    Expression.Name name = (Expression.Name) variable.expression();
    Optional<Component> component = names.resolve(name);
    if (component.isPresent() && !component.get().type().mayGroup()) {
      problems.add(
          ProblemCode.GROUP_IS_FLOATING_POINT,
          name.span(),
          "'%s' is %s and cannot be a grouping factor"
              .formatted(name.name(), Types.described(component.get().type())),
          "Floating-point values are too seldom equal to be levels"
              + wayOut.formatted(component.get().label()),
          "Possible grouping factors: " + vocabulary.listed(c -> c.type().mayGroup()));
      return Optional.empty();
    }
    return component.flatMap(found -> component(variable, name.span(), found));
  }

  /** The values of a {@code double} as levels; what has levels groups as it is. */
  private Optional<Quantity.Factor> groupOfValues(Variable variable, Expression.Call call) {
    Optional<Component> component = argument(call);
    if (component.isPresent() && component.get().type().mayGroup()) {
      problems.add(
          ProblemCode.INVALID_GROUP,
          call.span(),
          "'%s' has levels and groups without factor()".formatted(component.get().label()),
          "Write the component itself: " + component.get().label());
      return Optional.empty();
    }
    return component.flatMap(found -> checked(variable, call.span(), found, found.coding()));
  }

  private Optional<Component> argument(Expression.Call call) {
    Expression argument = call.arguments().isEmpty() ? call : call.arguments().get(0);
    if (call.function().equals("C") && isFactorCall(argument)) {
      return argument((Expression.Call) argument);
    }
    if (!(argument instanceof Expression.Name name)) {
      addNoFactor(call);
      return Optional.empty();
    }
    return names.resolve(name);
  }

  private void addNoFactor(Expression.Call call) {
    problems.add(
        ProblemCode.NOT_A_FACTOR,
        call.span(),
        "%s() takes a component, and this is an expression".formatted(call.function()),
        "Compute it in a component of its own");
  }

  private Optional<Quantity.Factor> checked(
      Variable variable, Span span, Component component, FactorCoding coding) {
    List<String> levels = component.type().levels();
    if (component.type().levelsKnown() && levels.size() < 2) {
      problems.add(
          ProblemCode.ENUM_WITH_ONE_CONSTANT,
          span,
          "'%s' has %s, so there is nothing to compare"
              .formatted(component.label(), levels.isEmpty() ? "no levels" : "one level"),
          "Remove it, or add constants to " + Types.described(component.type()));
      return Optional.empty();
    }
    return Optional.of(new Quantity.Factor(variable, component, coding));
  }

  private void addUnknownReference(Span span, References.Fault fault) {
    problems.add(ProblemCode.UNKNOWN_REFERENCE, span, fault.message(), fault.help());
  }

  private static FactorCoding coding(Expression.Call call, ComponentType type) {
    if (call.arguments().size() < 2) {
      return FactorCoding.DEFAULT;
    }
    Expression contrast = call.arguments().get(1);
    Optional<String> reference = Optional.empty();
    if (contrast instanceof Expression.Call treatment && !treatment.arguments().isEmpty()) {
      reference = Optional.of(level(treatment.arguments().get(0), type));
    }
    String name = contrast instanceof Expression.Call named ? named.function() : text(contrast);
    return FactorCoding.of(family(name), reference);
  }

  private static Contrast family(String name) {
    return switch (name) {
      case "sum" -> Contrast.SUM;
      case "helmert" -> Contrast.HELMERT;
      case "poly" -> Contrast.POLYNOMIAL;
      default -> Contrast.TREATMENT;
    };
  }

  /** A level as the data will have it: {@code 0.5} for a number written {@code .50}. */
  private static String level(Expression written, ComponentType type) {
    String text = text(written);
    return type.isFloating() && References.isPossible(type, text)
        ? Variable.of(new Expression.Num(Double.parseDouble(text), text, written.span())).label()
        : text;
  }

  private static String text(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return text.value();
    }
    if (expression instanceof Expression.Num number) {
      return number.text();
    }
    return expression instanceof Expression.Name name ? name.name() : "";
  }
}
