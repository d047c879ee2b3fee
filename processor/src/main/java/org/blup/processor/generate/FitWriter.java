package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.EffectAccessors;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.ResidualCovariance;

/** Writes the class {@code Fit}: the fitted model with its typed accessors and its prediction. */
final class FitWriter {

  private final Layout layout;
  private final ClassName fixed;
  private final List<Layout.NamedGroup> groups;

  FitWriter(Layout layout) {
    this.layout = layout;
    this.fixed = layout.header().generated().nestedClass("Fixed");
    Set<String> accessors = new HashSet<>();
    this.groups =
        layout.groups().stream().filter(group -> accessors.add(group.accessor())).toList();
  }

  TypeSpec write() {
    String name = Javadocs.code(layout.header().name());
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Fit")
            .addJavadoc(Javadocs.of("The model " + name + " fitted to rows."))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(
                ParameterizedTypeName.get(RuntimeTypes.MIXED_FIT, layout.header().recordType()))
            .addField(fixed, "fixed", Modifier.PRIVATE, Modifier.FINAL);
    for (Layout.NamedGroup group : groups) {
      type.addField(layout.classOf(group), group.accessor(), Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor()).addMethod(fixed());
    groups.forEach(group -> type.addMethod(accessor(group)));
    layout.model().residual().ifPresent(residual -> type.addMethod(residual(residual)));
    type.addMethod(test()).addMethod(jointTest());
    type.addMethod(new MeansWriter(layout).accessor());
    new PredictionWriter(layout).write().forEach(type::addMethod);
    new DerivedNumbersWriter(layout).write().forEach(type::addMethod);
    return type.build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(RuntimeTypes.ESTIMATES, "estimates")
            .addStatement("super(estimates)")
            .addStatement("fixed = new $T(estimates)", fixed);
    for (Layout.NamedGroup group : groups) {
      constructor.addStatement("$L = new $T(estimates)", group.accessor(), layout.classOf(group));
    }
    return constructor.build();
  }

  private MethodSpec fixed() {
    return MethodSpec.methodBuilder("fixed")
        .addJavadoc(Javadocs.of("{@return the fixed effects}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(fixed)
        .addStatement("return fixed")
        .build();
  }

  private MethodSpec test() {
    return MethodSpec.methodBuilder("test")
        .addJavadoc(
            Javadocs.of(
                "Tests that a linear combination of the fixed effects is 0.",
                "@param combination takes it from the fixed effects",
                "@return the test"))
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeTypes.LINEAR_TEST)
        .addParameter(
            fromFixed(WildcardTypeName.subtypeOf(RuntimeTypes.LINEAR_COMBINATION)), "combination")
        .addStatement("return test(combination.apply(fixed))")
        .build();
  }

  private MethodSpec jointTest() {
    TypeName combinations =
        ParameterizedTypeName.get(
            ClassName.get(List.class), WildcardTypeName.subtypeOf(RuntimeTypes.LINEAR_COMBINATION));
    return MethodSpec.methodBuilder("jointTest")
        .addJavadoc(
            Javadocs.of(
                "Tests that several linear combinations of the fixed effects are all 0.",
                "@param combinations takes them from the fixed effects",
                "@return the test"))
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeTypes.F_TEST)
        .addParameter(fromFixed(WildcardTypeName.subtypeOf(combinations)), "combinations")
        .addStatement("return jointTest(combinations.apply(fixed))")
        .build();
  }

  private TypeName fromFixed(TypeName result) {
    return ParameterizedTypeName.get(
        ClassName.get(Function.class), WildcardTypeName.supertypeOf(fixed), result);
  }

  /**
   * Typed by the types of positions and strata. Variances alone have a number or strata in the
   * place of positions.
   */
  private static MethodSpec residual(ResidualCovariance residual) {
    Optional<Quantity> position =
        residual.position().or(residual::varianceNumber).or(residual::strata);
    return residual(type(position), type(residual.strata()))
        .addJavadoc(
            Javadocs.of(
                "{@return the covariance of the residuals, "
                    + Javadocs.code(residual.term().label())
                    + "}"))
        .build();
  }

  private static TypeName type(Optional<? extends Quantity> quantity) {
    Class<?> unlessFactor = quantity.isPresent() ? Double.class : Void.class;
    return quantity.isPresent() && quantity.get() instanceof Quantity.Factor factor
        ? EffectAccessors.levelType(factor).box()
        : ClassName.get(unlessFactor);
  }

  /** The method with these types. */
  static MethodSpec.Builder residual(TypeName position, TypeName strata) {
    return MethodSpec.methodBuilder("residual")
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(RuntimeTypes.RESIDUAL_COVARIANCE, position, strata))
        .addStatement("return estimates.residual()");
  }

  private MethodSpec accessor(Layout.NamedGroup group) {
    String label = Javadocs.code(group.group().label());
    return MethodSpec.methodBuilder(group.accessor())
        .addJavadoc(Javadocs.of("{@return the predicted effects of " + label + "}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(layout.classOf(group))
        .addStatement("return $L", group.accessor())
        .build();
  }
}
