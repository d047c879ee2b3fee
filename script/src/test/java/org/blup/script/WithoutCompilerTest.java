package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.blup.data.CsvReading;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;

/** An image without {@code jdk.compiler} says what it lacks. */
class WithoutCompilerTest {

  /** What the process runs. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      try {
        Blup.fit("reaction ~ days + (days | subject)", Table.of("x", new double[1]));
      } catch (RuntimeException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void theMessageNamesTheModuleAndTheWayOut() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        Stream.concat(
                ClassPath.locations().stream(),
                Stream.of(
                        Blup.class,
                        Program.class,
                        CsvReading.class,
                        BlupProcessor.class,
                        Gamma.class)
                    .map(ClassPath::location))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    Process process =
        new ProcessBuilder(
                java,
                "--limit-modules",
                "java.base,java.compiler,java.sql",
                "-cp",
                classPath,
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output)
        .startsWith(
            "This Java has no compiler, the module jdk.compiler, which formulas at run time need: ")
        .contains("as an annotated record");
  }
}
