package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Accessors;
import org.blup.processor.generate.names.GroupColumn;
import org.blup.processor.generate.names.JavaNames;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.OuterCalls;
import org.blup.processor.generate.names.RuntimeTypes;

/** Writes {@code Covariance} and {@code Correlation}: how a group's effects vary together. */
final class CovarianceWriter {

  /** Beyond this many effects, correlations are accessed by name instead of by a method each. */
  private static final int MOST_CORRELATED = 20;

  private record Pair(GroupColumn first, GroupColumn second) {

    String name(String separator) {
      return first.accessor().name()
          + separator
          + (separator.isEmpty()
              ? JavaNames.capitalised(second.accessor().name())
              : second.accessor().name());
    }
  }

  private final ClassName group;
  private final List<GroupColumn> columns;
  private final OuterCalls outer;
  private final List<Pair> pairs;

  CovarianceWriter(ClassName type, List<GroupColumn> columns, Layout.NamedGroup group) {
    this.group = type;
    this.columns = columns;
    this.outer = new OuterCalls(type, columns);
    this.pairs = pairs(columns, group);
  }

  /** The pairs of effects that may covary and have each a method without parameters. */
  private static List<Pair> pairs(List<GroupColumn> columns, Layout.NamedGroup group) {
    List<GroupColumn> single =
        columns.stream()
            .filter(column -> column.accessor().parameters().isEmpty())
            .filter(column -> GroupWriter.correlated(group, column))
            .toList();
    List<Pair> pairs = new ArrayList<>();
    if (single.size() > MOST_CORRELATED) {
      return pairs;
    }
    for (int i = 0; i < single.size(); i++) {
      for (int j = i + 1; j < single.size(); j++) {
        if (single.get(i).term() == single.get(j).term()) {
          pairs.add(new Pair(single.get(i), single.get(j)));
        }
      }
    }
    return pairs;
  }

  /** The classes, {@code Correlation} only where there are any. */
  List<TypeSpec> write() {
    return pairs.isEmpty() ? List.of(covariance()) : List.of(covariance(), correlation());
  }

  private TypeSpec covariance() {
    TypeSpec.Builder type = inner("Covariance", "The variances of the effects between the levels.");
    for (GroupColumn column : columns) {
      type.addMethod(
          Accessors.method(column.accessor(), "the variance of")
              .returns(RuntimeTypes.VARIANCE_COMPONENT)
              .addStatement("return $L($L)", outer.method("variance"), outer.position(column))
              .build());
    }
    if (!pairs.isEmpty()) {
      type.addMethod(
          MethodSpec.methodBuilder("correlation")
              .addJavadoc(Javadocs.of("{@return the correlations of the effects}"))
              .addModifiers(Modifier.PUBLIC)
              .returns(group.nestedClass("Correlation"))
              .addStatement("return new Correlation()")
              .build());
    }
    return type.addMethod(description()).build();
  }

  private TypeSpec correlation() {
    TypeSpec.Builder type =
        inner("Correlation", "The correlations of the effects over the levels.");
    Map<String, Integer> counts = new HashMap<>();
    pairs.forEach(pair -> counts.merge(pair.name(""), 1, Integer::sum));
    for (Pair pair : pairs) {
      boolean unique = counts.getOrDefault(pair.name(""), 0) == 1;
      type.addMethod(correlation(pair, pair.name(unique ? "" : "_")));
    }
    return type.addMethod(description()).build();
  }

  private MethodSpec description() {
    return Accessors.toStringOf(CodeBlock.of("$L.this.describeCovariance()", group.simpleName()));
  }

  private MethodSpec correlation(Pair pair, String name) {
    String first = pair.first().accessor().described();
    String second = pair.second().accessor().described();
    return MethodSpec.methodBuilder(name)
        .addJavadoc(Javadocs.of("{@return the correlation of " + first + " and " + second + "}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.DOUBLE)
        .addStatement(
            "return $L.this.correlation($L,$W$L)",
            group.simpleName(),
            outer.position(pair.first()),
            outer.position(pair.second()))
        .build();
  }

  private static TypeSpec.Builder inner(String name, String summary) {
    return TypeSpec.classBuilder(name)
        .addJavadoc(Javadocs.of(summary))
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }
}
