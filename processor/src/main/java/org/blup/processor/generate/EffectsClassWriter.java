package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Accessors;
import org.blup.processor.generate.names.GroupColumn;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.OuterCalls;

/**
 * Writes {@code Effects} as a class, where some effects belong to levels that only the data know
 * and a record could not name them.
 */
final class EffectsClassWriter {

  private final List<GroupColumn> columns;
  private final OuterCalls outer;

  EffectsClassWriter(ClassName group, List<GroupColumn> columns) {
    this.columns = columns;
    this.outer = new OuterCalls(group, columns);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Effects")
            .addJavadoc(Javadocs.of("The predicted effects of one level."))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addField(TypeName.INT, "level", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(TypeName.INT, "level")
                    .addStatement("this.level = level")
                    .build());
    for (GroupColumn column : columns) {
      boolean hidden =
          column.accessor().parameters().stream().anyMatch(p -> p.name().equals("level"));
      type.addMethod(
          Accessors.method(column.accessor(), "the effect of")
              .returns(TypeName.DOUBLE)
              .addStatement(
                  "return $L($L, $L)",
                  outer.method("mode"),
                  hidden ? "this.level" : "level",
                  outer.position(column))
              .build());
    }
    type.addMethod(Accessors.toStringOf(CodeBlock.of("$L(level)", outer.method("describe"))));
    return type.build();
  }
}
