package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.blup.MixedModel;
import org.blup.processor.diagnostic.Reporter;
import org.junit.jupiter.api.Test;

class BlupProcessorTest {

  private static final String SLEEP =
      """
      @org.blup.MixedModel("reaction ~ days + (days | subject)")
      record Sleep(double reaction, double days, String subject) {}
      """;

  @Test
  void aRecordInAPackageHasItsModelThere() {
    Compilation compilation = Sources.compile("package org.example;\n" + SLEEP);
    assertThat(Sources.messages(compilation)).isEmpty();
    assertThat(Sources.generated("org/example/SleepModel", compilation))
        .startsWith("package org.example;");
  }

  @Test
  void aNestedRecordNamesItsModelAfterTheTypesAroundIt() {
    Compilation compilation = Sources.compile("class Study { interface Part {\n" + SLEEP + "} }");
    assertThat(Sources.messages(compilation)).isEmpty();
    assertThat(Sources.generated("Study_Part_SleepModel", compilation))
        .contains("Study.Part.Sleep");
  }

  @Test
  void aModelIsNamedByItsAnnotation() {
    Compilation compilation =
        Sources.compile(
            """
            import org.blup.MixedModel;
            @MixedModel(name = "Slopes", value = "reaction ~ days + (days | subject)")
            @MixedModel("reaction ~ days + (1 | subject)")
            record Sleep(double reaction, double days, String subject) {}
            """);
    assertThat(Sources.messages(compilation)).isEmpty();
    assertThat(Sources.generated("SlopesModel", compilation)).contains("(1 + days | subject)");
    assertThat(Sources.generated("SleepModel", compilation)).contains("(1 | subject)");
  }

  @Test
  void aModelIsPublicWhereItsRecordIs() {
    Compilation compilation =
        Sources.compile(
            "public class Study {\n"
                + SLEEP.replace("record", "public record")
                + SLEEP.replace("record Sleep", "record Nap")
                + "}");
    assertThat(Sources.messages(compilation)).isEmpty();
    assertThat(Sources.generated("Study_SleepModel", compilation)).contains("\npublic final class");
    assertThat(Sources.generated("Study_NapModel", compilation)).contains("\nfinal class");
  }

  @Test
  void aWarningIsSuppressedOnTheComponentItPointsAt() {
    String row =
        """
        import org.blup.*;
        @MixedModel
        record Row(@Response double y, %s @Random(group = "g") double x, String g) {}
        """;
    assertThat(Sources.messages(Sources.compile(row.formatted("")))).hasSize(1);
    String suppressed = row.formatted("@SuppressWarnings(\"blup:903\")");
    assertThat(Sources.messages(Sources.compile(suppressed))).isEmpty();
  }

  @Test
  void componentsThatNoOneUsesMayBeOfAnyType() {
    Compilation compilation =
        Sources.compile(
            """
            @org.blup.MixedModel("y ~ 1 + (1 | g)")
            record Row(double y, String g, java.util.List<String> notes, double[] raw) {}
            """);
    assertThat(Sources.messages(compilation)).isEmpty();
  }

  @Test
  void aTypeThatAnotherProcessorWritesIsAwaited() {
    Compilation compilation =
        javac()
            .withProcessors(new EnumWriter(), new BlupProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Row",
                    """
                    @org.blup.MixedModel("y ~ sex + (1 | g)")
                    record Row(double y, Sex sex, String g) {}
                    """));
    assertThat(Sources.messages(compilation)).isEmpty();
    assertThat(Sources.generated("RowModel", compilation)).contains("sexMale()");
  }

  @Test
  void aMistakeOfOurOwnAsksForAReport() {
    Compilation compilation =
        javac()
            .withProcessors(new Failing())
            .compile(JavaFileObjects.forSourceString("Sleep", SLEEP));
    assertThat(Sources.messages(compilation))
        .singleElement()
        .asString()
        .startsWith("[BLUP599] Blup could not process Sleep\n")
        .contains("Please report it", "java.lang.IllegalStateException: lost", "  at org.blup.");
  }

  @Test
  void theProcessorIsFoundByCompilersAndIsolatingForGradle() throws IOException {
    assertThat(ServiceLoader.load(Processor.class)).anyMatch(BlupProcessor.class::isInstance);
    try (InputStream declared =
        BlupProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(declared.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("org.blup.processor.BlupProcessor,isolating\n");
    }
  }

  /** Writes an enum in the first round. */
  private static final class EnumWriter extends AbstractProcessor {

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(MixedModel.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!annotations.isEmpty()) {
        try (Writer writer = processingEnv.getFiler().createSourceFile("Sex").openWriter()) {
          writer.write("enum Sex { FEMALE, MALE }");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  /** Reports a mistake of its own on every record. */
  private static final class Failing extends AbstractProcessor {

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(MixedModel.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element element : round.getElementsAnnotatedWith(MixedModel.class)) {
        Reporter.of(processingEnv).reportBug(element, new IllegalStateException("lost"));
      }
      return false;
    }
  }
}
