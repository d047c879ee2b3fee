package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Quantity;

/** Writes the static side of a model's class: its formula and where fitting starts. */
final class EntryPointsWriter {

  /** The characters of a long formula in a line, and in the first, which also names it. */
  private static final int LINE = 84;

  private static final int FIRST_LINE = 57;

  private final Layout layout;
  private final ClassName row;
  private final ClassName fit;
  private final ClassName definition;

  EntryPointsWriter(Layout layout) {
    this.layout = layout;
    this.row = layout.header().recordType();
    this.fit = layout.header().generated().nestedClass("Fit");
    this.definition = layout.header().generated().nestedClass("Definition");
  }

  void write(TypeSpec.Builder type) {
    type.addField(formula())
        .addField(
            FieldSpec.builder(definition, "MODEL")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                    layout.related().isEmpty()
                        ? CodeBlock.of("new $T()", definition)
                        : CodeBlock.of("new $T($T.of())", definition, Map.class))
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    TypeName crossProducts = ParameterizedTypeName.get(RuntimeTypes.CROSS_PRODUCTS, row);
    if (layout.related().isEmpty()) {
      writeFits(type, crossProducts);
    } else {
      writeRelated(type);
    }
    type.addMethod(
        delegate(
            "crossProducts",
            crossProducts,
            "{@return empty cross-products, to add rows to and to merge}"));
    type.addMethod(
        read(
            crossProducts, Path.class, "file", "the file that the cross-products were written to"));
    type.addMethod(
        read(crossProducts, InputStream.class, "in", "begins with cross-products; is left open"));
    TypeName scorer = ParameterizedTypeName.get(RuntimeTypes.SCORER, row);
    type.addMethod(loadScorer(scorer, Path.class, "file", "the file that it was saved to"));
    type.addMethod(loadScorer(scorer, InputStream.class, "in", "begins with it; is left open"));
    type.addMethod(
        method("design", RuntimeTypes.DESIGN_MATRICES)
            .addJavadoc(
                Javadocs.of(
                    "The model matrices of rows, which grow with their number.",
                    "@param rows the rows",
                    "@return X, Z and y"))
            .addParameter(rows(ClassName.get(Iterable.class)), "rows")
            .addStatement("return MODEL.design(rows)")
            .build());
  }

  private static MethodSpec read(TypeName result, Class<?> from, String parameter, String about) {
    return method("readCrossProducts", result)
        .addJavadoc(
            Javadocs.of(
                "Reads cross-products that were written by their {@code writeTo}.",
                "@param " + parameter + " " + about,
                "@return the cross-products, to add rows to, to merge and to fit"))
        .addParameter(from, parameter)
        .addStatement("return MODEL.readCrossProducts($L)", parameter)
        .build();
  }

  private static MethodSpec loadScorer(
      TypeName scorer, Class<?> from, String parameter, String about) {
    return method("loadScorer", scorer)
        .addJavadoc(
            Javadocs.of(
                "Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.",
                "@param " + parameter + " " + about,
                "@return what predicts"))
        .addParameter(from, parameter)
        .addStatement("return MODEL.loadScorer($L)", parameter)
        .build();
  }

  private void writeFits(TypeSpec.Builder type, TypeName crossProducts) {
    type.addMethod(
        method("model", ParameterizedTypeName.get(RuntimeTypes.MODEL_TYPE, row, fit))
            .addJavadoc(Javadocs.of("{@return the model, for code that takes any model}"))
            .addStatement("return MODEL")
            .build());
    boolean open = layout.model().bases().stream().anyMatch(Quantity.Basis::isOpen);
    String read =
        open
            ? "the rows, which are read twice: for knots, and for the fit"
            : "the rows, which are read once";
    type.addMethod(fit(rows(ClassName.get(Iterable.class)), "rows", read).build());
    type.addMethod(
        fit(rows(ClassName.get(Stream.class)), "rows", "the rows, read once and in order").build());
    type.addMethod(
        fit(crossProducts, "crossProducts", "what was gathered of the rows, which stays as it is")
            .build());
    type.addMethod(load(Path.class, "file", "the file that the fit was saved to"));
    type.addMethod(load(InputStream.class, "in", "read to its end and left open"));
    type.addMethod(delegate("toFit", collector(), "{@return a collector of rows into a REML fit}"));
    type.addMethod(
        delegate(
            "fitting",
            ParameterizedTypeName.get(RuntimeTypes.FITTING, row, fit),
            "{@return the choices of a fit: criterion, missing values, progress}"));
  }

  private MethodSpec load(Class<?> from, String parameter, String about) {
    return method("load", fit)
        .addJavadoc(
            Javadocs.of(
                "Loads a fit that was saved.",
                "@param " + parameter + " " + about,
                "@return the fit"))
        .addParameter(from, parameter)
        .addStatement("return MODEL.load($L)", parameter)
        .build();
  }

  /** Where levels are related, a fit needs their relationship first. */
  private void writeRelated(TypeSpec.Builder type) {
    type.addMethod(
        withRelationships(
                "model",
                ParameterizedTypeName.get(RuntimeTypes.MODEL_TYPE, row, fit),
                "The model, for code that takes any model.",
                "the model")
            .addStatement("return new $T($L)", definition, parameters())
            .build());
    type.addMethod(
        withRelationships(
                "fitting",
                ParameterizedTypeName.get(RuntimeTypes.FITTING, row, fit),
                "The choices of a fit: criterion, missing values, progress.",
                "the choices")
            .addStatement("return new $T($L).fitting()", definition, parameters())
            .build());
  }

  private CodeBlock parameters() {
    return layout.related().stream()
        .map(group -> CodeBlock.of("$N", group.accessor()))
        .collect(CodeBlock.joining(", "));
  }

  private MethodSpec.Builder withRelationships(
      String name, TypeName type, String summary, String result) {
    List<String> javadoc = new ArrayList<>();
    javadoc.add(summary);
    MethodSpec.Builder method = method(name, type);
    for (Layout.NamedGroup group : layout.related()) {
      method.addParameter(RuntimeTypes.RELATIONSHIP, group.accessor());
      String factor = Javadocs.code(group.group().factors().get(0).label());
      javadoc.add("@param %s how the levels of %s are related".formatted(group.accessor(), factor));
    }
    javadoc.add("@return " + result);
    return method.addJavadoc(Javadocs.of(javadoc));
  }

  private FieldSpec formula() {
    return FieldSpec.builder(String.class, "FORMULA")
        .addJavadoc(Javadocs.of("The formula in canonical form, as R would read it."))
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer(literal(layout.model().formula().label()))
        .build();
  }

  /** A string literal in lines that fit, broken before a plus sign. */
  private static CodeBlock literal(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : text.split("(?= \\+ )")) {
      int width = lines.isEmpty() ? FIRST_LINE : LINE;
      if (!line.isEmpty() && line.length() + part.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(part);
    }
    lines.add(line.toString());
    CodeBlock.Builder literal = CodeBlock.builder().add("$S", lines.get(0));
    literal.indent().indent();
    lines.stream().skip(1).forEach(next -> literal.add("\n+ $S", next));
    return literal.unindent().unindent().build();
  }

  private MethodSpec.Builder fit(TypeName type, String parameter, String about) {
    return method("fit", fit)
        .addJavadoc(
            Javadocs.of(
                "Fits by REML; rows with missing values are an error.",
                "@param " + parameter + " " + about,
                "@return the fit"))
        .addParameter(type, parameter)
        .addStatement("return MODEL.fit($L)", parameter);
  }

  private static MethodSpec delegate(String name, TypeName type, String javadoc) {
    return method(name, type)
        .addJavadoc(Javadocs.of(javadoc))
        .addStatement("return MODEL.$L()", name)
        .build();
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(type);
  }

  private TypeName rows(ClassName container) {
    return ParameterizedTypeName.get(container, WildcardTypeName.subtypeOf(row));
  }

  private TypeName collector() {
    return ParameterizedTypeName.get(
        ClassName.get(Collector.class), row, WildcardTypeName.subtypeOf(Object.class), fit);
  }
}
