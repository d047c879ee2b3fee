package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.ModelHeader;

/**
 * Writes how files become records, for those who have the module that reads them: which columns
 * there are, and the record made of their cells.
 */
final class ReadersWriter {

  private static final String DATA = "org.blup.data";

  /** Readers are generated where generated code may reference it. */
  static final ClassName CSV_READING = ClassName.get(DATA, "CsvReading");

  private static final ClassName QUERY_READING = ClassName.get(DATA, "QueryReading");
  static final ClassName RECORD_COLUMNS = ClassName.get(DATA, "RecordColumns");

  /** The method that gives them. */
  static final String COLUMNS = "columns";

  private final ModelHeader header;
  private final ClassName row;

  ReadersWriter(ModelHeader header) {
    this.header = header;
    this.row = header.recordType();
  }

  void write(TypeSpec.Builder type) {
    type.addMethod(
        reading(
                "readCsv",
                ParameterizedTypeName.get(ClassName.get(List.class), row),
                "Reads all rows of a CSV file, its columns by the names in the first line.",
                "the rows")
            .addStatement("return csv().read(file)")
            .build());
    type.addMethod(
        reading(
                "streamCsv",
                ParameterizedTypeName.get(ClassName.get(Stream.class), row),
                "Reads a CSV file row by row, so that it may be larger than memory.",
                "the rows; closing the stream closes the file, as its end does")
            .addStatement("return csv().stream(file)")
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("csv")
            .addJavadoc(
                Javadocs.of(
                    "{@return the choices of reading CSV files: separator, decimal comma, encoding,"
                        + " missing values}"))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(ParameterizedTypeName.get(CSV_READING, row))
            .addStatement("return $T.of($L())", CSV_READING, COLUMNS)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("sql")
            .addJavadoc(Javadocs.of("{@return the reader of what queries of databases find}"))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(ParameterizedTypeName.get(QUERY_READING, row))
            .addStatement("return $T.of($L())", QUERY_READING, COLUMNS)
            .build());
    type.addMethod(columns());
  }

  private static MethodSpec.Builder reading(
      String name, ParameterizedTypeName result, String summary, String about) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc(Javadocs.of(summary, "@param file the file", "@return " + about))
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(result)
        .addParameter(Path.class, "file");
  }

  private MethodSpec columns() {
    List<CodeBlock> cells = new ArrayList<>();
    List<CodeBlock> labels = new ArrayList<>();
    for (Component component : header.components()) {
      cells.add(cell(component.type(), cells.size()));
      labels.add(CodeBlock.of("$S", component.label()));
    }
    return MethodSpec.methodBuilder(COLUMNS)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ParameterizedTypeName.get(RECORD_COLUMNS, row))
        .addStatement(
            "return $T.of(\n$S,\ncells ->\n$>$>new $T($L)$<$<,\n$L)",
            RECORD_COLUMNS,
            row.simpleName(),
            row,
            CodeBlock.join(cells, ",$W"),
            CodeBlock.join(labels, ",$W"))
        .build();
  }

  /** A cell as the component's type; null where a box has no value. */
  private static CodeBlock cell(ComponentType type, int column) {
    CodeBlock value =
        switch (type.kind()) {
          case DOUBLE -> CodeBlock.of("cells.number($L)", column);
          case FLOAT -> CodeBlock.of("(float) cells.number($L)", column);
          case LONG -> CodeBlock.of("cells.longNumber($L)", column);
          case INT -> CodeBlock.of("cells.intNumber($L)", column);
          case SHORT -> CodeBlock.of("cells.shortNumber($L)", column);
          case BYTE -> CodeBlock.of("cells.byteNumber($L)", column);
          case BOOLEAN -> CodeBlock.of("cells.truth($L)", column);
          case CHAR -> CodeBlock.of("cells.character($L)", column);
          case STRING -> CodeBlock.of("cells.text($L)", column);
          case ENUM -> CodeBlock.of("cells.constant($L, $T.class)", column, type.type());
          case DECIMAL -> CodeBlock.of("cells.decimal($L)", column);
          case OPTIONAL -> CodeBlock.of("cells.optionalNumber($L)", column);
          case DATE -> CodeBlock.of("cells.date($L)", column);
          case UUID -> CodeBlock.of("cells.uuid($L)", column);
        };
    return type.boxed() ? CodeBlock.of("cells.isMissing($L) ? null : $L", column, value) : value;
  }
}
