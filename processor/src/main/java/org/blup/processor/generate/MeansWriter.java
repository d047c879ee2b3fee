package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Accessors;
import org.blup.processor.generate.names.EffectAccessors;
import org.blup.processor.generate.names.JavaNames;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.ReservedNames;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Component;
import org.blup.processor.read.Quantity.Factor;

/**
 * Writes the class {@code MarginalMeans}: a method for the means of each factor among the fixed
 * effects, and one for each variable that a mean can be taken at a value of.
 */
final class MeansWriter {

  static final String CLASS = "MarginalMeans";

  /** The method of the mean over all factors, which no factor's accessor may hide. */
  private static final Set<String> TAKEN = Set.of("overall");

  private final Layout layout;
  private final ClassName type;
  private final List<Factor> factors;
  private final Set<String> signatures = new HashSet<>();

  MeansWriter(Layout layout) {
    this.layout = layout;
    type = layout.header().generated().nestedClass(CLASS);
    factors =
        layout.model().fixed().stream()
            .flatMap(effect -> effect.factors().stream())
            .distinct()
            .toList();
  }

  /** The method of {@code Fit} that returns it. */
  MethodSpec accessor() {
    return MethodSpec.methodBuilder("means")
        .addJavadoc(Javadocs.of("{@return the estimated marginal means}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addStatement("return new $T(referenceGrid())", type)
        .build();
  }

  TypeSpec write() {
    TypeSpec.Builder means =
        TypeSpec.classBuilder(CLASS)
            .addJavadoc(
                Javadocs.of(
                    "Estimated marginal means: covariates at their means over the rows, other"
                        + " factors averaged over, unless set."))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addField(RuntimeTypes.REFERENCE_GRID, "grid", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor())
            .addMethod(overall());
    for (Factor factor : factors) {
      add(means, means(factor));
    }
    for (Component covariate : layout.covariates().components()) {
      add(means, at(covariate));
    }
    for (Factor factor : factors) {
      add(means, at(factor));
    }
    means.addMethod(Accessors.toStringOf(CodeBlock.of("grid.toString()")));
    return means.build();
  }

  private void add(TypeSpec.Builder means, MethodSpec method) {
    if (signatures.add(method.name() + method.parameters())) {
      means.addMethod(method);
    }
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(RuntimeTypes.REFERENCE_GRID, "grid")
        .addStatement("this.grid = grid")
        .build();
  }

  private MethodSpec overall() {
    return MethodSpec.methodBuilder("overall")
        .addJavadoc(Javadocs.of("{@return the mean over all factors}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeTypes.MEAN)
        .addStatement("return grid.overall()")
        .build();
  }

  private MethodSpec means(Factor factor) {
    TypeName level = EffectAccessors.levelType(factor).box();
    String label = Javadocs.code(factor.label());
    return MethodSpec.methodBuilder(ReservedNames.avoid(layout.names().of(factor), TAKEN))
        .addJavadoc(Javadocs.of("{@return the mean of each level of " + label + "}"))
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(RuntimeTypes.MEANS, level))
        .addStatement("return grid.means($S$L)", factor.label(), levelOf(factor, level))
        .build();
  }

  /** How the text of a level becomes its value; nothing for text. */
  private static CodeBlock levelOf(Factor factor, TypeName level) {
    return switch (factor.component().type().kind()) {
      case STRING -> CodeBlock.of("");
      case DATE -> CodeBlock.of(", $T::parse", level);
      case UUID -> CodeBlock.of(", $T::fromString", level);
      case CHAR -> CodeBlock.of(", level -> level.charAt(0)");
      default -> CodeBlock.of(", $T::valueOf", level);
    };
  }

  private MethodSpec at(Component covariate) {
    return at(
        covariate.name(),
        covariate.quotedLabel(),
        TypeName.DOUBLE,
        "its value, instead of its mean over the rows");
  }

  private MethodSpec at(Factor factor) {
    return at(
        layout.names().of(factor),
        factor.label(),
        EffectAccessors.levelType(factor),
        "one of its levels, instead of an average over them");
  }

  private MethodSpec at(String name, String label, TypeName parameter, String about) {
    return MethodSpec.methodBuilder("at" + JavaNames.capitalised(name))
        .addJavadoc(
            Javadocs.of(
                "The means at a value of " + Javadocs.code(label) + ".",
                "@param value " + about,
                "@return means from there"))
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addParameter(parameter, "value")
        .addStatement("return new $T(grid.at($S, value))", type, label)
        .build();
  }
}
