package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The classes generated for the records in {@code src/test/resources/golden} where this module is
 * on the class path, compared as text. {@code -Dgolden.update=true} writes what is generated now as
 * expected. Read the difference before it is committed.
 */
class GoldenReadersTest {

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TempDir private Path output;

  @ParameterizedTest
  @ValueSource(strings = {"components-of-each-type", "awkward-names"})
  void theGeneratedSourceIsTheExpectedOne(String folder) throws IOException {
    Map<String, String> generated = generated(folder, System.getProperty("java.class.path"));
    Path expected = ROOT.resolve(folder).resolve("expected");
    if (UPDATE) {
      for (Map.Entry<String, String> source : generated.entrySet()) {
        Files.writeString(expected.resolve(source.getKey()), source.getValue());
      }
    }
    assertThat(generated).isEqualTo(sourcesIn(expected));
  }

  /** What reads files stands between the other methods, and nothing else is different. */
  @ParameterizedTest
  @ValueSource(strings = {"components-of-each-type", "awkward-names"})
  void withoutTheModuleTheClassIsTheSameButForTheReaders(String folder) throws IOException {
    List<String> without = lines(generated(folder, withoutThisModule()));
    List<String> with = lines(generated(folder, System.getProperty("java.class.path")));

    assertThat(with).containsSubsequence(without);
    assertThat(String.join("\n", without)).doesNotContain("org.blup.data", "readCsv");
  }

  @Test
  void aRecordThatNoTableHoldsHasNoReadersAndSaysWhy() throws IOException {
    String source =
        """
        package org.example;

        @org.blup.MixedModel("reaction ~ days + (days | subject)")
        record Sleep(double reaction, double days, String subject, int[] naps) {}
        """;

    assertThat(generated(Map.of("Sleep.java", source), System.getProperty("java.class.path")))
        .allSatisfy(
            (name, text) ->
                assertThat(text)
                    .doesNotContain("org.blup.data", "readCsv(")
                    .contains(
                        "It has no {@code readCsv} and no other readers of tables",
                        "since no cell can be\n * {@code int[] naps}"));
  }

  private static List<String> lines(Map<String, String> sources) {
    return sources.values().stream().flatMap(String::lines).toList();
  }

  private static String withoutThisModule() throws IOException {
    Path module = Path.of("target", "classes").toRealPath();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).toAbsolutePath().normalize().equals(module))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Map<String, String> generated(String folder, String classPath) throws IOException {
    return generated(sourcesIn(ROOT.resolve(folder).resolve("input")), classPath);
  }

  private Map<String, String> generated(Map<String, String> sources, String classPath)
      throws IOException {
    Path input = Files.createTempDirectory(output, "input");
    Path written = Files.createTempDirectory(output, "written");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Files.writeString(input.resolve(source.getKey()), source.getValue());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
            compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> files = Files.list(input)) {
      manager.setLocationFromPaths(
          StandardLocation.CLASS_OUTPUT, List.of(Files.createTempDirectory(output, "classes")));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(written));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              messages,
              List.of(
                  "-classpath",
                  classPath,
                  "--release",
                  "17",
                  "-Xlint:all",
                  "-Xdoclint:all/protected",
                  "-Werror"),
              null,
              manager.getJavaFileObjectsFromPaths(files.sorted().toList()));
      task.setProcessors(List.of(new BlupProcessor()));
      task.call();
    }
    assertThat(messages.getDiagnostics()).isEmpty();
    return sourcesIn(written);
  }

  private static Map<String, String> sourcesIn(Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
