package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.blup.processor.read.ModelHeader;

/**
 * Lets the definition of a model say how rows of Spark's datasets become records, for those who
 * have the module that fits them.
 */
final class DatasetsWriter {

  private static final String SPARK = "org.blup.spark";

  /** Definitions implement it where generated code may reference it. */
  static final ClassName MODEL = ClassName.get(SPARK, "SparkModel");

  private static final ClassName REFERENCE = ClassName.get(SPARK, "ModelReference");

  private final ModelHeader header;
  private final ClassName row;

  DatasetsWriter(ModelHeader header) {
    this.header = header;
    this.row = header.recordType();
  }

  /** The definition with what the module needs. */
  TypeSpec extended(TypeSpec definition) {
    return definition.toBuilder()
        .addSuperinterface(ParameterizedTypeName.get(MODEL, row))
        .addMethod(
            overriding("recordType", ClassName.get(Class.class))
                .addStatement("return $T.class", row)
                .build())
        .addMethod(
            overriding("recordColumns", ReadersWriter.RECORD_COLUMNS)
                .addStatement("return $T.$L()", header.generated(), ReadersWriter.COLUMNS)
                .build())
        .addMethod(overriding("reference", REFERENCE).addStatement("return () -> MODEL").build())
        .build();
  }

  private MethodSpec.Builder overriding(String name, ClassName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(result, row));
  }
}
