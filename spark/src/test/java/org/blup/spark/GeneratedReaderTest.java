package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiler writes of a model where it sees this module. */
class GeneratedReaderTest {

  @TempDir private Path folder;

  /** Groups are named like what the module adds. */
  @Test
  void theDefinitionLeadsToTheModelAndItsColumns() throws IOException {
    String generated =
        generated(
            """
            package org.example;

            @org.blup.MixedModel("y ~ 1 + (1 | sparkModel) + (1 | modelReference) + (1 | definition)")
            public record Row(double y, String sparkModel, String modelReference, int definition) {}
            """,
            name -> true);

    assertThat(generated)
        .contains(
            """
            private static final class Definition extends Model<Row, Fit> implements org.blup.spark.SparkModel<Row> {
            """)
        .contains(
            """
                @Override
                public Class<Row> recordType() {
                  return Row.class;
                }

                @Override
                public RecordColumns<Row> recordColumns() {
                  return RowModel.columns();
                }

                @Override
                public org.blup.spark.ModelReference<Row> reference() {
                  return () -> MODEL;
                }
            """);
  }

  @Test
  void withoutTheModuleNothingIsAdded() throws IOException {
    String generated =
        generated(
            """
            package org.example;

            @org.blup.MixedModel("y ~ 1 + (1 | g)")
            public record Row(double y, String g) {}
            """,
            entry -> !entry.contains("spark"));

    assertThat(generated).contains("RecordColumns").doesNotContain("org.blup.spark");
  }

  private String generated(String source, java.util.function.Predicate<String> onClassPath)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
      manager.setLocationFromPaths(
          StandardLocation.CLASS_PATH,
          Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
              .filter(onClassPath)
              .map(Path::of)
              .collect(Collectors.toList()));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              messages,
              List.of("--release", "17", "-Xlint:all,-path,-classfile", "-Werror"),
              null,
              List.of(new Source(source)));
      task.setProcessors(List.of(new BlupProcessor()));
      task.call();
    }
    assertThat(messages.getDiagnostics()).isEmpty();
    return Files.readString(folder.resolve(Path.of("org", "example", "RowModel.java")));
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    private Source(String text) {
      super(URI.create("string:///org/example/Row.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
