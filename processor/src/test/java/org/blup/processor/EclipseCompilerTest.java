package org.blup.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor under Eclipse's compiler, which has no trees and shows no places in records. */
class EclipseCompilerTest {

  @TempDir Path folder;

  @Test
  void aModelAndTheCodeThatUsesItCompile() throws IOException {
    List<Diagnostic<? extends JavaFileObject>> told =
        compile(
            "Sleep",
            """
            import org.blup.MixedModel;

            @MixedModel("reaction ~ days + caffeinated + (days | subject)")
            record Sleep(double reaction, double days, boolean caffeinated, String subject) {
              static double slope(SleepModel.Fit fit) {
                return fit.fixed().days().estimate() + fit.subject().get("308").days();
              }
            }
            """);
    assertThat(told).isEmpty();
    assertThat(folder.resolve("SleepModel.class")).exists();
  }

  @Test
  void aFormulaIsShownWithItsCaretAndThePlaceInWords() throws IOException {
    String record =
        """
        import org.blup.MixedModel;

        @MixedModel("reaction ~ dais + (days | subject)")
        record Sleep(double reaction, double days, String subject) {}
        """;
    assertThat(errors(compile("Sleep", record)))
        .containsExactly(
            """
            [BLUP201] 'dais' is not a component of Sleep
            reaction ~ dais + (days | subject)
                       ^^^^
            Sleep has: reaction, days, subject. Did you mean 'days'?
            At @MixedModel of Sleep
            See docs/errors/BLUP201.md\
            """);
  }

  @Test
  void aComponentIsNamed() throws IOException {
    String record =
        """
        import org.blup.*;

        @MixedModel
        record Sleep(
            @Response double reaction,
            @Fixed @Random(group = "subject") @Random(group = "dey") double days,
            String subject,
            int day) {}
        """;
    assertThat(errors(compile("Sleep", record)))
        .singleElement()
        .asString()
        .startsWith("[BLUP201] 'dey' is not a component of Sleep")
        .endsWith("At @Random of 'days' in Sleep\nSee docs/errors/BLUP201.md");
  }

  @Test
  void whereEclipseKnowsThePlaceItIsPointedAt() throws IOException {
    String type =
        """
        import org.blup.MixedModel;

        class Study {
          @MixedModel("y ~ x + (1 | g)")
          class Row {}
        }
        """;
    assertThat(compile("Study", type))
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(Locale.ROOT)).startsWith("[BLUP501] Row is not a record");
              assertThat(error.getLineNumber()).isEqualTo(4);
            });
  }

  private static List<String> errors(List<Diagnostic<? extends JavaFileObject>> told) {
    return told.stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(String name, String source)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-17",
              "-proceedOnError",
              "-d",
              folder.toString(),
              "-s",
              folder.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              new StringWriter(), files, told, options, null, files.getJavaFileObjects(file));
      task.setProcessors(List.of(new BlupProcessor()));
      task.call();
    }
    return List.copyOf(told.getDiagnostics());
  }
}
