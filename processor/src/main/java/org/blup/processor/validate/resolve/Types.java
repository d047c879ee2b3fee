package org.blup.processor.validate.resolve;

import org.blup.processor.read.ComponentType;

/** Component types as messages call them. */
public final class Types {

  /** The types that a model can use, as a sentence. */
  static final String USABLE =
      "A model can use numbers (double, float, long, int, short, byte, BigDecimal, OptionalDouble),"
          + " LocalDate, boolean, char, String, UUID and enums";

  private Types() {}

  /** {@code a double}, {@code an Integer}, {@code the enum Sex}. */
  public static String described(ComponentType type) {
    String name = type.type().toString();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    if (type.kind() == ComponentType.Kind.ENUM) {
      return "the enum " + simple;
    }
    boolean vowel = "aeiouAEIOU".indexOf(simple.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + simple;
  }
}
