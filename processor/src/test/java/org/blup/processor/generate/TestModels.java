package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.formula.CodedTerm;
import org.blup.formula.Coding;
import org.blup.formula.Expression;
import org.blup.formula.Formulas;
import org.blup.formula.ModelFormula;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.ComponentType.Kind;
import org.blup.processor.read.Effect;
import org.blup.processor.read.FactorCoding;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/** Descriptions of models of a record {@code org.example.Row}, without a compiler around them. */
public final class TestModels {

  private TestModels() {}

  public static Component number(String name) {
    return component(name, Kind.DOUBLE, TypeName.DOUBLE, List.of());
  }

  public static Component string(String name) {
    return component(name, Kind.STRING, ClassName.get(String.class), List.of());
  }

  public static Component constants(String name, String... constants) {
    return component(name, Kind.ENUM, ClassName.get("org.example", "E"), List.of(constants));
  }

  private static Component component(
      String name, Kind kind, TypeName type, List<String> constants) {
    ComponentType componentType = new ComponentType(kind, false, type, constants);
    return new Component(name, name, componentType, FactorCoding.DEFAULT);
  }

  /** The header; no test needs its element. */
  @SuppressWarnings("NullAway")
  public static ModelHeader header(Component... components) {
    ClassName row = ClassName.get("org.example", "Row");
    return new ModelHeader(
        row,
        row.peerClass("RowModel"),
        "Row",
        ModelHeader.Source.FORMULA,
        true,
        List.of(components),
        null);
  }

  public static ModelDescription model(String text, Component... components) {
    ModelHeader header = header(components);
    ModelFormula formula = Formulas.parse(text).formula().orElseThrow();
    Function<Variable, Quantity> resolve = variable -> resolve(variable, header);
    List<RandomEffects> random =
        formula.random().stream()
            .map(
                term ->
                    new RandomEffects(
                        term,
                        effects(term.effects(), resolve),
                        term.group().stream()
                            .map(variable -> factor(variable, header))
                            .collect(Collectors.toList())))
            .toList();
    return new ModelDescription(
        header,
        formula,
        new Quantity.Numeric(formula.response()),
        Optional.empty(),
        List.of(),
        effects(formula.fixed(), resolve),
        random,
        Optional.empty());
  }

  private static List<Effect> effects(Terms terms, Function<Variable, Quantity> resolve) {
    return Coding.of(terms, variable -> resolve.apply(variable) instanceof Quantity.Factor).stream()
        .map(coded -> effect(coded, resolve))
        .toList();
  }

  private static Effect effect(CodedTerm coded, Function<Variable, Quantity> resolve) {
    List<Quantity> quantities = coded.term().variables().stream().map(resolve).toList();
    return new Effect(coded.term(), quantities, coded.full());
  }

  public static Quantity resolve(Variable variable, ModelHeader header) {
    boolean isFactor =
        variable.expression() instanceof Expression.Call call
            ? Stream.of("factor", "C").anyMatch(call.function()::equals)
            : header.component(variable.label()).map(c -> c.type().isFactor()).orElse(false);
    return isFactor ? factor(variable, header) : new Quantity.Numeric(variable);
  }

  private static Quantity.Factor factor(Variable variable, ModelHeader header) {
    String name = ComponentNames.in(variable.expression()).iterator().next();
    Component component = header.component(name).orElseThrow();
    return new Quantity.Factor(variable, component, component.coding());
  }
}
