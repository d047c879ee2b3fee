package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.blup.Contrast;
import org.blup.processor.generate.names.Covariates;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.FactorCoding;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;

/** Writes the private class {@code Definition}: the model's structure and how a row is read. */
final class DefinitionWriter {

  /** More calls than this are not written as one chain, which would nest too deep. */
  private static final int LONGEST_CHAIN = 60;

  private static final int CALLS_PER_METHOD = 200;

  private final Layout layout;
  private final ModelDescription model;

  DefinitionWriter(Layout layout) {
    this.layout = layout;
    this.model = layout.model();
  }

  TypeSpec write() {
    ClassName fit = layout.header().generated().nestedClass("Fit");
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Definition")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(
                ParameterizedTypeName.get(
                    RuntimeTypes.MODEL_TYPE, layout.header().recordType(), fit));
    structure(type);
    read(type);
    type.addMethod(
        MethodSpec.methodBuilder("typed")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(fit)
            .addParameter(RuntimeTypes.ESTIMATES, "estimates")
            .addStatement("return new Fit(estimates)")
            .build());
    return type.build();
  }

  private void structure(TypeSpec.Builder type) {
    List<CodeBlock> calls = structureCalls();
    CodeBlock start =
        CodeBlock.of(
            "$T.of(generated($S, $L), FORMULA)",
            RuntimeTypes.MODEL_STRUCTURE,
            layout.header().name(),
            RuntimeTypes.VERSION);
    if (calls.size() <= LONGEST_CHAIN) {
      CodeBlock.Builder chain = CodeBlock.builder().add("super(\n$L$>$>", start);
      calls.forEach(call -> chain.add("\n.$L", call));
      chain.add("\n.build()$L)$<$<", hasRelated() ? ",\nrelationships" : "");
      type.addMethod(constructor().addStatement(chain.build()).build());
    } else {
      type.addMethod(
          constructor()
              .addStatement("super(structure()$L)", hasRelated() ? ", relationships" : "")
              .build());
    }
    if (hasRelated()) {
      type.addMethod(ofRelationships());
    }
    if (calls.size() <= LONGEST_CHAIN) {
      return;
    }
    longStructure(type, start, calls);
  }

  private boolean hasRelated() {
    return !layout.related().isEmpty();
  }

  private MethodSpec.Builder constructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    if (hasRelated()) {
      constructor.addParameter(
          ParameterizedTypeName.get(
              ClassName.get(Map.class), ClassName.get(String.class), RuntimeTypes.RELATIONSHIP),
          "relationships");
    }
    return constructor;
  }

  private MethodSpec ofRelationships() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    List<CodeBlock> entries = new ArrayList<>();
    for (Layout.NamedGroup group : layout.related()) {
      constructor.addParameter(RuntimeTypes.RELATIONSHIP, group.accessor());
      String factor = group.group().factors().get(0).label();
      entries.add(CodeBlock.of("related($S, $N)", factor, group.accessor()));
    }
    return constructor
        .addStatement("this($T.ofEntries($L))", Map.class, CodeBlock.join(entries, ",$W"))
        .build();
  }

  /** The calls one by one, in several methods, for models of hundreds of terms. */
  private static void longStructure(TypeSpec.Builder type, CodeBlock start, List<CodeBlock> calls) {
    ClassName builder = RuntimeTypes.STRUCTURE_BUILDER;
    MethodSpec.Builder structure =
        MethodSpec.methodBuilder("structure")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.MODEL_STRUCTURE)
            .addStatement("$T structure = $L", builder, start);
    List<List<CodeBlock>> parts = Parts.of(calls, CALLS_PER_METHOD);
    for (int part = 0; part < parts.size(); part++) {
      String name = "structure" + (part + 1);
      structure.addStatement("$L(structure)", name);
      MethodSpec.Builder method =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addParameter(builder, "structure");
      parts.get(part).forEach(call -> method.addStatement("structure.$L", call));
      type.addMethod(method.build());
    }
    type.addMethod(structure.addStatement("return structure.build()").build());
  }

  private List<CodeBlock> structureCalls() {
    List<CodeBlock> calls = new ArrayList<>();
    calls.add(response());
    model.weight().ifPresent(w -> calls.add(CodeBlock.of("weight($S)", w.label())));
    if (!model.offsets().isEmpty()) {
      String label =
          model.offsets().stream().map(Quantity::label).collect(Collectors.joining(" + "));
      calls.add(CodeBlock.of("offset($S)", label));
    }
    model.numerics().forEach(n -> calls.add(CodeBlock.of("number($S)", n.label())));
    covariates(calls);
    model.bases().forEach(b -> calls.add(CodeBlock.of("basis($S, $L)", b.label(), basis(b))));
    model.factors().forEach(f -> calls.add(CodeBlock.of("factor($S, $L)", f.label(), levels(f))));
    if (model.intercept()) {
      calls.add(CodeBlock.of("fixed($T.intercept())", RuntimeTypes.EFFECT_TERM));
    }
    model.fixed().forEach(effect -> calls.add(CodeBlock.of("fixed($L)", TermWriter.of(effect))));
    model.random().forEach(random -> calls.add(CodeBlock.of("random($L)", TermWriter.of(random))));
    model.residual().ifPresent(r -> calls.add(CodeBlock.of("residual($L)", TermWriter.of(r))));
    return calls;
  }

  private void covariates(List<CodeBlock> calls) {
    Covariates covariates = layout.covariates();
    covariates.added().forEach(c -> calls.add(CodeBlock.of("number($S)", c.quotedLabel())));
    if (!covariates.arePlain()) {
      calls.add(
          covariates.components().stream()
              .map(component -> CodeBlock.of("$S", component.quotedLabel()))
              .collect(CodeBlock.joining(",$W", "covariates(", ")")));
    }
  }

  private CodeBlock response() {
    String label = model.response().label();
    return model.response() instanceof Quantity.Basis basis
        ? CodeBlock.of("response($S, $L)", label, basis(basis))
        : CodeBlock.of("response($S)", label);
  }

  private static CodeBlock basis(Quantity.Basis basis) {
    String method =
        switch (basis.kind()) {
          case SCALE -> "scale";
          case CENTER -> "center";
          case POLYNOMIAL -> "polynomial";
          case RAW_POLYNOMIAL -> "rawPolynomial";
          case SPLINE -> "spline";
          case SPLINE_AT_QUANTILES -> "splineAtQuantiles";
          case NATURAL_SPLINE -> "naturalSpline";
          case NATURAL_SPLINE_AT_QUANTILES -> "naturalSplineAtQuantiles";
        };
    CodeBlock.Builder call =
        CodeBlock.builder().add("$T.$L($S", RuntimeTypes.BASIS, method, basis.number().label());
    basis.parameters().forEach(parameter -> call.add(",$W$L", parameter));
    return call.add(")").build();
  }

  private static CodeBlock levels(Quantity.Factor factor) {
    ComponentType type = factor.component().type();
    CodeBlock levels =
        switch (type.kind()) {
          case STRING, DATE, UUID -> CodeBlock.of("$T.strings()", RuntimeTypes.LEVELS);
          case CHAR -> CodeBlock.of("$T.characters()", RuntimeTypes.LEVELS);
          case BOOLEAN -> CodeBlock.of("$T.booleans()", RuntimeTypes.LEVELS);
          case ENUM -> CodeBlock.of("$T.of($T.values())", RuntimeTypes.LEVELS, type.type());
          case DOUBLE, FLOAT, DECIMAL, OPTIONAL ->
              CodeBlock.of("$T.numbers()", RuntimeTypes.LEVELS);
          case LONG, INT, SHORT, BYTE -> CodeBlock.of("$T.integers()", RuntimeTypes.LEVELS);
        };
    FactorCoding coding = factor.coding();
    if (coding.equals(FactorCoding.DEFAULT)) {
      return levels;
    }
    return CodeBlock.of("$L.coded($T.$L)", levels, RuntimeTypes.CONTRAST, contrast(coding));
  }

  private static CodeBlock contrast(FactorCoding coding) {
    if (!coding.matrix().isEmpty()) {
      return coding.matrix().stream()
          .map(number -> CodeBlock.of("$L", number))
          .collect(CodeBlock.joining(",$W", "matrix(", ")"));
    }
    if (coding.contrast() == Contrast.TREATMENT) {
      return coding
          .reference()
          .map(reference -> CodeBlock.of("treatment($S)", reference))
          .orElse(CodeBlock.of("treatment()"));
    }
    return switch (coding.contrast()) {
      case SUM -> CodeBlock.of("sum()");
      case HELMERT -> CodeBlock.of("helmert()");
      default -> CodeBlock.of("polynomial()");
    };
  }

  private void read(TypeSpec.Builder type) {
    List<RowStatement> statements = new ArrayList<>();
    statements.add(l -> CodeBlock.of("out.response($L)", l.inline(model.responseNumber())));
    model
        .weight()
        .ifPresent(w -> statements.add(l -> CodeBlock.of("out.weight($L)", RowLocals.read(w))));
    if (!model.offsets().isEmpty()) {
      statements.add(l -> CodeBlock.of("out.offset($L)", offset(l)));
    }
    for (Quantity.Numeric number : model.numerics()) {
      statements.add(
          l -> CodeBlock.of("out.number($L, $L)", layout.number(number), l.inline(number)));
    }
    for (Component covariate : layout.covariates().added()) {
      statements.add(
          l ->
              CodeBlock.of(
                  "out.number($L, $L)", layout.number(covariate), RowLocals.read(covariate)));
    }
    for (Quantity.Factor factor : model.factors()) {
      statements.add(
          l ->
              CodeBlock.of(
                  "out.level($L, $L)", layout.factor(factor), RowLocals.readLevel(factor)));
    }
    List<List<RowStatement>> parts = Parts.of(statements, CALLS_PER_METHOD);
    if (parts.size() == 1) {
      type.addMethod(
          reader("read", statements)
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PUBLIC)
              .build());
      return;
    }
    MethodSpec.Builder read =
        readerSignature("read").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    for (int part = 0; part < parts.size(); part++) {
      String name = "read" + (part + 1);
      read.addStatement("$L(row, out)", name);
      type.addMethod(
          reader(name, parts.get(part)).addModifiers(Modifier.PRIVATE, Modifier.STATIC).build());
    }
    type.addMethod(read.build());
  }

  private CodeBlock offset(RowLocals locals) {
    return model.offsets().stream().map(locals::inline).collect(CodeBlock.joining("$W+ "));
  }

  /** A statement that may ask for variables, which are then declared before all statements. */
  private interface RowStatement {
    CodeBlock in(RowLocals locals);
  }

  private MethodSpec.Builder reader(String name, List<RowStatement> statements) {
    RowLocals locals = new RowLocals(layout, "row", "out");
    CodeBlock.Builder body = CodeBlock.builder();
    statements.forEach(statement -> body.addStatement(statement.in(locals)));
    return readerSignature(name).addCode(locals.declarations()).addCode(body.build());
  }

  private MethodSpec.Builder readerSignature(String name) {
    return MethodSpec.methodBuilder(name)
        .addParameter(layout.header().recordType(), "row")
        .addParameter(RuntimeTypes.DESIGN_ROW, "out");
  }
}
