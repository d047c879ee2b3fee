package org.blup.processor.read;

import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * What a component's Java type means to a model.
 *
 * @param kind the type without its box
 * @param boxed whether it is a box ({@code Double}), which may be null
 * @param type the type as written: {@code double}, {@code Double}, {@code String}, {@code Sex}
 * @param constants an enum's constants in their order; empty for every other type
 */
public record ComponentType(Kind kind, boolean boxed, TypeName type, List<String> constants) {

  /** The types a component may have. */
  public enum Kind {
    DOUBLE,
    FLOAT,
    LONG,
    INT,
    SHORT,
    BYTE,
    BOOLEAN,
    CHAR,
    STRING,
    ENUM,
    /** {@code BigDecimal}, as the nearest double. */
    DECIMAL,
    /** {@code OptionalDouble}: empty is missing. */
    OPTIONAL,
    /** {@code LocalDate}: a number, the days since 1970-01-01; as a level its text. */
    DATE,
    /** {@code UUID}, as text. */
    UUID
  }

  public ComponentType {
    constants = List.copyOf(constants);
  }

  /** Whether a value is a number where a formula names the component. */
  public boolean isNumeric() {
    return switch (kind) {
      case DOUBLE, FLOAT, DECIMAL, OPTIONAL, DATE -> true;
      default -> isInteger();
    };
  }

  /** Whether a value is a whole number: numeric, and yet able to group. */
  public boolean isInteger() {
    return kind == Kind.LONG || kind == Kind.INT || kind == Kind.SHORT || kind == Kind.BYTE;
  }

  /** Whether a value is a number that need not be whole: a level only under {@code factor()}. */
  public boolean isFloating() {
    return isNumeric() && !mayGroup();
  }

  /** Whether a value is a level where a formula names the component. */
  public boolean isFactor() {
    return !isNumeric();
  }

  /** Whether the component may stand behind the bar of a random term. */
  public boolean mayGroup() {
    return isFactor() || isInteger() || kind == Kind.DATE;
  }

  /** Whether it is a number that may be missing, or has to be made of another type. */
  public boolean isConverted() {
    return boxed || kind == Kind.DECIMAL || kind == Kind.OPTIONAL || kind == Kind.DATE;
  }

  /** Whether the levels are known to the compiler, so that coefficients get an accessor each. */
  public boolean levelsKnown() {
    return kind == Kind.ENUM || kind == Kind.BOOLEAN;
  }

  /** Whether the levels are in an order that means something. */
  public boolean hasOrder() {
    return levelsKnown() || isNumeric();
  }

  /** The known levels as R would print them, reference first; empty where only the data know. */
  public List<String> levels() {
    return kind == Kind.BOOLEAN ? List.of("FALSE", "TRUE") : constants;
  }
}
