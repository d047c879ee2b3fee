package org.blup.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.blup.formula.Expression;
import org.blup.processor.generate.names.JavaNames;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.ReservedNames;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Quantity;

/**
 * The local variables of one generated method that reads a {@code row}: each is declared when first
 * asked for, named after its component or variable.
 */
final class RowLocals {

  private final Layout layout;
  private final NameAllocator names = new NameAllocator();
  private final Map<String, CodeBlock> locals = new HashMap<>();
  private final CodeBlock.Builder declarations = CodeBlock.builder();

  /**
   * @param taken names that mean something else in the method
   */
  RowLocals(Layout layout, String... taken) {
    this.layout = layout;
    List.of(taken).forEach(names::newName);
    ReservedNames.TYPES_IN_EXPRESSIONS.forEach(names::newName);
  }

  /** The declarations of all variables that were asked for. */
  CodeBlock declarations() {
    return declarations.build();
  }

  /** The value of a numeric component, read where it stands; NaN for a null. */
  static CodeBlock read(Component component) {
    return component.type().isConverted()
        ? CodeBlock.of("$T.value(row.$L())", RuntimeTypes.DESIGN_ROW, component.name())
        : CodeBlock.of("row.$L()", component.name());
  }

  /** A number as an expression of its own: the bare component, or arithmetic on variables. */
  CodeBlock inline(Quantity.Numeric number) {
    Expression expression = number.variable().expression();
    if (Arithmetic.isName(expression)) {
      Component component = component(ComponentNames.in(expression).iterator().next());
      CodeBlock local = locals.get(component.name());
      return local == null ? read(component) : local;
    }
    return compiled(number);
  }

  /** A number as a variable. */
  CodeBlock number(Quantity.Numeric number) {
    Expression expression = number.variable().expression();
    if (Arithmetic.isName(expression)) {
      return componentLocal(ComponentNames.in(expression).iterator().next());
    }
    return local(
        "number " + number.label(), layout.names().of(number), "double", () -> compiled(number));
  }

  /** A column of a basis as a variable. */
  CodeBlock basis(Quantity.Basis basis, int column) {
    return local(
        "basis " + basis.label() + " " + column,
        layout.names().column(basis, column),
        "double",
        () ->
            CodeBlock.of(
                "estimates.basis($L, $L, $L)",
                layout.basis(basis),
                column,
                number(basis.number())));
  }

  /** The level of a factor as a variable. */
  CodeBlock level(Quantity.Factor factor) {
    return local(
        "level " + factor.label(),
        layout.names().of(factor) + "Level",
        "int",
        () -> levelOf(factor));
  }

  /** The number of a combination of levels, row-major over the factors, as a variable. */
  CodeBlock cell(List<Quantity.Factor> factors) {
    if (factors.size() == 1) {
      return level(factors.get(0));
    }
    String label = factors.stream().map(Quantity::label).collect(Collectors.joining(":"));
    String name = JavaNames.camel(factors.stream().map(layout.names()::of).toList());
    return local("cell " + label, name + "Cell", "int", () -> cellOf(factors));
  }

  private CodeBlock cellOf(List<Quantity.Factor> factors) {
    CodeBlock cell = level(factors.get(0));
    for (int f = 1; f < factors.size(); f++) {
      Quantity.Factor factor = factors.get(f);
      cell =
          CodeBlock.of("estimates.cell($L,$W$L,$W$L)", cell, layout.factor(factor), level(factor));
    }
    return cell;
  }

  /** The level of a group as a variable. */
  CodeBlock group(Layout.NamedGroup group) {
    return local("group " + group.index(), group.accessor(), "int", () -> groupOf(group));
  }

  private CodeBlock groupOf(Layout.NamedGroup group) {
    CodeBlock.Builder call = CodeBlock.builder().add("estimates.group($L", group.index());
    for (Quantity.Factor factor : group.group().factors()) {
      CodeBlock known = locals.get("level " + factor.label());
      call.add(",$W$L", known == null ? levelOf(factor) : known);
    }
    return call.add(")").build();
  }

  private CodeBlock levelOf(Quantity.Factor factor) {
    return CodeBlock.of("estimates.level($L, $L)", layout.factor(factor), readLevel(factor));
  }

  /** The level of a factor, read where it stands. */
  static CodeBlock readLevel(Quantity.Factor factor) {
    Component component = factor.component();
    return component.type().isFloating()
        ? read(component)
        : CodeBlock.of("row.$L()", component.name());
  }

  private CodeBlock compiled(Quantity.Numeric number) {
    return new Arithmetic(this::componentLocal).compile(number.variable().expression());
  }

  private CodeBlock componentLocal(String label) {
    Component component = component(label);
    return local(component.name(), component.name(), "double", () -> read(component));
  }

  private Component component(String label) {
    return layout
        .header()
        .component(label)
        .orElseThrow(() -> new IllegalArgumentException("not a component: " + label));
  }

  private CodeBlock local(
      String key, String suggestion, String type, Supplier<CodeBlock> initializer) {
    CodeBlock known = locals.get(key);
    if (known != null) {
      return known;
    }
    CodeBlock value = initializer.get();
    CodeBlock name = CodeBlock.of("$L", names.newName(suggestion, key));
    declarations.addStatement("$L $L = $L", type, name, value);
    locals.put(key, name);
    return name;
  }
}
