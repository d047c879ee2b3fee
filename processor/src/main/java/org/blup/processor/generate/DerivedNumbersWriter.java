package org.blup.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.ReservedNames;
import org.blup.processor.read.Component;
import org.blup.processor.read.Quantity;

/**
 * Writes the methods of {@code Fit} that compute numbers of the fixed effects and the offset where
 * no row is: from the values of the covariates.
 */
final class DerivedNumbersWriter {

  private final Layout layout;

  DerivedNumbersWriter(Layout layout) {
    this.layout = layout;
  }

  List<MethodSpec> write() {
    List<MethodSpec> methods = new ArrayList<>();
    List<Quantity.Numeric> derived = layout.covariates().derived();
    if (!derived.isEmpty()) {
      Locals locals = new Locals();
      CodeBlock.Builder body = CodeBlock.builder();
      for (Quantity.Numeric number : derived) {
        body.addStatement("numbers[$L] = $L", layout.number(number), locals.compiled(number));
      }
      methods.add(signature("derive").addCode(locals.declarations()).addCode(body.build()).build());
    }
    if (!layout.model().offsets().isEmpty()) {
      Locals locals = new Locals();
      CodeBlock sum =
          layout.model().offsets().stream()
              .map(locals::compiled)
              .collect(CodeBlock.joining("$W+ "));
      methods.add(
          signature("offset")
              .returns(TypeName.DOUBLE)
              .addCode(locals.declarations())
              .addStatement("return $L", sum)
              .build());
    }
    return methods;
  }

  private static MethodSpec.Builder signature(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(ArrayTypeName.of(TypeName.DOUBLE), "numbers");
  }

  /** The components as local variables, each declared when first asked for. */
  private final class Locals {

    private final NameAllocator names = new NameAllocator();
    private final Map<String, CodeBlock> locals = new LinkedHashMap<>();
    private final CodeBlock.Builder declarations = CodeBlock.builder();

    Locals() {
      names.newName("numbers");
      ReservedNames.TYPES_IN_EXPRESSIONS.forEach(names::newName);
    }

    CodeBlock declarations() {
      return declarations.build();
    }

    CodeBlock compiled(Quantity.Numeric number) {
      return new Arithmetic(this::local).compile(number.variable().expression());
    }

    private CodeBlock local(String label) {
      return locals.computeIfAbsent(
          label,
          unseen -> {
            Component component = layout.header().component(label).orElseThrow();
            CodeBlock name = CodeBlock.of("$L", names.newName(component.name()));
            declarations.addStatement("double $L = numbers[$L]", name, layout.number(component));
            return name;
          });
    }
  }
}
