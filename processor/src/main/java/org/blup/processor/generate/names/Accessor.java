package org.blup.processor.generate.names;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.OptionalInt;

/**
 * A method that gives a column of an effect, or one of a family of columns by its level.
 *
 * @param name the name of the method
 * @param parameters what tells the columns of the family apart; none where there is but one
 * @param target which column that is
 * @param label the column as R names it; the term where the accessor is a family's
 */
public record Accessor(String name, List<Parameter> parameters, Target target, String label) {

  /**
   * A parameter with its Javadoc.
   *
   * @param about what it is, as a noun phrase
   */
  public record Parameter(TypeName type, String name, String about) {

    ParameterSpec spec() {
      return ParameterSpec.builder(type, name).build();
    }
  }

  /** How the column is found among those of the effect. */
  public sealed interface Target {

    /**
     * By its number, known to the compiler.
     *
     * @param index the number among the columns of the effect
     * @param arguments its levels, as the arguments of a call
     * @param byLevel whether its levels say which column it is, as they do not for a contrast
     */
    record Column(int index, CodeBlock arguments, boolean byLevel) implements Target {}

    /**
     * By levels, as the arguments of a call.
     *
     * @param basisProduct the number of the product of the bases' columns; absent without bases
     */
    record Levels(CodeBlock arguments, OptionalInt basisProduct) implements Target {}

    /** By its number, counted from 1 as R does, in a parameter named {@code column}. */
    record Numbered() implements Target {}
  }

  public Accessor {
    parameters = List.copyOf(parameters);
  }

  /** The accessor of an intercept. */
  public static Accessor intercept() {
    return new Accessor(
        "intercept", List.of(), new Target.Column(0, CodeBlock.of(""), true), "(Intercept)");
  }

  /** Name and types: what must not occur twice in a class. */
  public String signature() {
    List<TypeName> types = parameters.stream().map(Parameter::type).toList();
    return name + types;
  }

  /** Which column or family this is, as a noun phrase for Javadoc. */
  public String described() {
    if (target instanceof Target.Numbered) {
      return "column number {@code column}, counted from 1, of " + Javadocs.code(label);
    }
    if (target instanceof Target.Levels) {
      return Javadocs.code(label) + " at a level";
    }
    return Javadocs.code(label);
  }
}
