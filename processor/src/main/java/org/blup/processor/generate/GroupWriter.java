package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.blup.LevelStructure;
import org.blup.processor.generate.names.Accessors;
import org.blup.processor.generate.names.EffectAccessors;
import org.blup.processor.generate.names.GroupColumn;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/** Writes the class of a group: the effects of its levels, by level. */
final class GroupWriter {

  /** A record holds no more doubles than a constructor has parameters; well below that. */
  private static final int MOST_RECORD_COMPONENTS = 100;

  private final Layout.NamedGroup group;
  private final ClassName type;
  private final List<GroupColumn> columns;
  private final List<ParameterSpec> key;

  GroupWriter(Layout.NamedGroup group, Layout layout) {
    this.group = group;
    this.type = layout.classOf(group);
    this.columns = Accessors.distinct(GroupColumn.of(group, layout), GroupColumn::accessor);
    this.key = group.group().factors().stream().map(GroupWriter::keyParameter).toList();
  }

  /** Whole numbers as {@code long}: {@code int} is how the runtime counts levels. */
  private static ParameterSpec keyParameter(Quantity.Factor factor) {
    TypeName type = EffectAccessors.levelType(factor);
    return ParameterSpec.builder(
            type.equals(TypeName.INT) ? TypeName.LONG : type, factor.component().name())
        .build();
  }

  TypeSpec write() {
    TypeSpec effects = isRecord() ? effectsRecord() : new EffectsClassWriter(type, columns).write();
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(type)
            .addJavadoc(Javadocs.of("Predicted effects of " + described() + "."))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(
                ParameterizedTypeName.get(RuntimeTypes.GROUP_EFFECTS, type.nestedClass("Effects")))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(RuntimeTypes.ESTIMATES, "estimates")
                    .addStatement("super(estimates, $L)", group.index())
                    .build())
            .addMethod(get())
            .addMethod(coefficients())
            .addMethod(conditionalCovariance())
            .addMethod(covariance())
            .addMethods(rho())
            .addMethod(effects())
            .addType(effects);
    new CovarianceWriter(type, columns, group).write().forEach(builder::addType);
    return builder.build();
  }

  private String described() {
    String terms =
        group.group().terms().stream()
            .map(term -> Javadocs.code(term.term().label()))
            .collect(Collectors.joining(", "));
    return Javadocs.code(group.group().label()) + ": " + terms;
  }

  private MethodSpec get() {
    return byKey("get", "The predicted effects of one level; an unknown one throws.", "its effects")
        .returns(type.nestedClass("Effects"))
        .addStatement("return effects(level($L))", keyArguments())
        .build();
  }

  private MethodSpec coefficients() {
    return byKey(
            "coefficients",
            "The coefficients of one level, its effects plus the fixed effects; an unknown one"
                + " throws.",
            "its coefficients")
        .returns(type.nestedClass("Effects"))
        .addStatement("return effects(withFixed(level($L)))", keyArguments())
        .build();
  }

  private MethodSpec conditionalCovariance() {
    return byKey(
            "conditionalCovariance",
            "The covariance of one level's effects given the data; an unknown level throws.",
            "effects by effects, in their order; a copy")
        .returns(RuntimeTypes.MATRIX)
        .addStatement("return conditionalCovariance(level($L))", keyArguments())
        .build();
  }

  private MethodSpec.Builder byKey(String name, String summary, String result) {
    List<String> javadoc = new ArrayList<>();
    javadoc.add(summary);
    key.forEach(k -> javadoc.add("@param " + k.name() + " a level of " + Javadocs.code(k.name())));
    javadoc.add("@return " + result);
    return MethodSpec.methodBuilder(name)
        .addJavadoc(Javadocs.of(javadoc))
        .addModifiers(Modifier.PUBLIC)
        .addParameters(key);
  }

  private CodeBlock keyArguments() {
    return key.stream()
        .map(parameter -> CodeBlock.of("$N", parameter))
        .collect(CodeBlock.joining(", "));
  }

  private MethodSpec covariance() {
    return MethodSpec.methodBuilder("covariance")
        .addJavadoc(Javadocs.of("{@return how the effects vary between the levels}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(type.nestedClass("Covariance"))
        .addStatement("return new Covariance()")
        .build();
  }

  /** The correlation of neighbouring levels, where that is a parameter. */
  private List<MethodSpec> rho() {
    if (group.group().levels() != LevelStructure.AR1) {
      return List.of();
    }
    return List.of(
        MethodSpec.methodBuilder("rho")
            .addJavadoc(
                Javadocs.of(
                    "{@return the correlation of an effect between neighbouring levels; "
                        + Javadocs.code("NaN")
                        + " if no effect varies}"))
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.DOUBLE)
            .addStatement("return levelCorrelation()")
            .build());
  }

  private MethodSpec effects() {
    CodeBlock arguments =
        isRecord()
            ? columns.stream()
                .map(column -> CodeBlock.of("mode(level, $L)", column.position()))
                .collect(CodeBlock.joining(",$W"))
            : CodeBlock.of("level");
    return MethodSpec.methodBuilder("effects")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(type.nestedClass("Effects"))
        .addParameter(TypeName.INT, "level")
        .addStatement("return new Effects($L)", arguments)
        .build();
  }

  private boolean isRecord() {
    return columns.size() <= MOST_RECORD_COMPONENTS
        && columns.stream().allMatch(column -> column.index().isPresent());
  }

  private TypeSpec effectsRecord() {
    List<String> javadoc = new ArrayList<>();
    javadoc.add("The predicted effects of one level.");
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (GroupColumn column : columns) {
      String name = column.accessor().name();
      components.addParameter(TypeName.DOUBLE, name);
      javadoc.add("@param " + name + " the effect of " + column.accessor().described());
    }
    return TypeSpec.recordBuilder("Effects")
        .addJavadoc(Javadocs.of(javadoc))
        .addModifiers(Modifier.PUBLIC)
        .recordConstructor(components.build())
        .addMethod(Accessors.toStringOf(description()))
        .build();
  }

  /** A broken model has no effects where those of the group could not be read. */
  private CodeBlock description() {
    List<String> names = columns.stream().map(column -> column.accessor().name()).toList();
    return CodeBlock.of(
        "describe($S$L)",
        names.stream().map(name -> name + " %s").collect(Collectors.joining(", ")),
        names.stream().map(name -> ", " + name).collect(Collectors.joining()));
  }

  /** Whether the effects of a term covary. */
  static boolean correlated(Layout.NamedGroup group, GroupColumn column) {
    List<RandomEffects> terms = group.group().terms();
    return terms.get(column.term()).structure().isCorrelated();
  }
}
