package org.blup.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Accessor;
import org.blup.processor.generate.names.Accessors;
import org.blup.processor.generate.names.EffectAccessors;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;

/** Writes the class {@code Fixed}: a method for each coefficient, or family of coefficients. */
final class FixedWriter {

  private record TermAccessor(int term, Accessor accessor) {}

  private final Layout layout;

  FixedWriter(Layout layout) {
    this.layout = layout;
  }

  /** All accessors, those that clash among them. */
  static List<Accessor> accessors(Layout layout) {
    return new FixedWriter(layout).termAccessors().stream().map(TermAccessor::accessor).toList();
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Fixed")
            .addJavadoc(Javadocs.of("The fixed effects: a method for each coefficient."))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addField(RuntimeTypes.ESTIMATES, "estimates", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(RuntimeTypes.ESTIMATES, "estimates")
                    .addStatement("this.estimates = estimates")
                    .build());
    Accessors.distinct(termAccessors(), TermAccessor::accessor)
        .forEach(accessor -> type.addMethod(method(accessor)));
    type.addMethod(Accessors.toStringOf(CodeBlock.of("estimates.toString()")));
    return type.build();
  }

  private List<TermAccessor> termAccessors() {
    ModelDescription model = layout.model();
    List<TermAccessor> accessors = new ArrayList<>();
    if (model.intercept()) {
      accessors.add(new TermAccessor(0, Accessor.intercept()));
    }
    for (int i = 0; i < model.fixed().size(); i++) {
      Effect effect = model.fixed().get(i);
      int term = layout.fixedTerm(i);
      EffectAccessors.of(effect, layout.names())
          .forEach(accessor -> accessors.add(new TermAccessor(term, accessor)));
    }
    return accessors;
  }

  private static MethodSpec method(TermAccessor termAccessor) {
    return Accessors.method(termAccessor.accessor(), "the coefficient of")
        .returns(RuntimeTypes.COEFFICIENT)
        .addStatement("return estimates.$L", call(termAccessor))
        .build();
  }

  private static CodeBlock call(TermAccessor termAccessor) {
    int term = termAccessor.term();
    Accessor.Target target = termAccessor.accessor().target();
    if (target instanceof Accessor.Target.Column column) {
      return CodeBlock.of("coefficient($L, $L)", term, column.index());
    }
    if (target instanceof Accessor.Target.Levels levels) {
      return levels.basisProduct().isPresent()
          ? CodeBlock.of(
              "basisCoefficientAt($L, $L, $L)",
              term,
              levels.basisProduct().getAsInt(),
              levels.arguments())
          : CodeBlock.of("coefficientAt($L, $L)", term, levels.arguments());
    }
    return CodeBlock.of("coefficient($L, column - 1)", term);
  }
}
