package org.blup.processor.generate.names;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** What the methods of accessors have in common. */
public final class Accessors {

  private Accessors() {}

  /** The elements without those whose accessor clashes with an earlier one. */
  public static <T> List<T> distinct(List<T> elements, Function<T, Accessor> accessor) {
    Set<String> signatures = new HashSet<>();
    return elements.stream()
        .filter(element -> signatures.add(accessor.apply(element).signature()))
        .toList();
  }

  /**
   * A public method with Javadoc, parameters and name; its return type and body are still to come.
   *
   * @param what what it returns of the column, as in "the coefficient of"
   */
  public static MethodSpec.Builder method(Accessor accessor, String what) {
    List<String> javadoc = new ArrayList<>();
    String described = what + " " + accessor.described();
    if (accessor.parameters().isEmpty()) {
      javadoc.add("{@return " + described + "}");
    } else {
      javadoc.add(JavaNames.capitalised(described) + ".");
      accessor.parameters().forEach(p -> javadoc.add("@param " + p.name() + " " + p.about()));
      javadoc.add("@return " + what.substring(0, what.lastIndexOf(' ')));
    }
    return MethodSpec.methodBuilder(accessor.name())
        .addJavadoc(Javadocs.of(javadoc))
        .addModifiers(Modifier.PUBLIC)
        .addParameters(accessor.parameters().stream().map(Accessor.Parameter::spec).toList());
  }

  /** A {@code toString()}. */
  public static MethodSpec toStringOf(CodeBlock text) {
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $L", text)
        .build();
  }
}
