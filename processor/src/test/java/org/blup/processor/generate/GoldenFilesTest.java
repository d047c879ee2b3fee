package org.blup.processor.generate;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classes generated for the records in {@code src/test/resources/golden}, compared as text. Each
 * folder has an {@code input} and an {@code expected} source; what is generated also compiles
 * without a warning and has Javadoc on everything that users see.
 *
 * <p>{@code -Dgolden.update=true} writes what is generated now as expected. Read the difference
 * before it is committed.
 */
class GoldenFilesTest {

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static List<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theGeneratedSourceIsTheExpectedOne(String folder) throws IOException {
    Map<String, String> actual = generated(ROOT.resolve(folder).resolve("input"));
    Path expected = ROOT.resolve(folder).resolve("expected");
    if (UPDATE) {
      write(expected, actual);
    }
    assertThat(actual).isEqualTo(sources(expected));
  }

  @Test
  void bothFormsOfAModelDifferOnlyInWhereTheySayTheyComeFrom() throws IOException {
    assertThat(withoutOrigin("component-form")).isEqualTo(withoutOrigin("formula-form"));
  }

  private static List<String> withoutOrigin(String folder) throws IOException {
    String source = sources(ROOT.resolve(folder).resolve("expected")).get("SleepModel.java");
    return source.lines().filter(line -> !line.contains("Generated from")).toList();
  }

  private static Map<String, String> generated(Path input) throws IOException {
    Compilation compilation =
        javac()
            .withProcessors(new BlupProcessor())
            .withOptions(
                "--release", "17", "-Xlint:all,-processing", "-Xdoclint:all/protected", "-Werror")
            .compile(inputs(input));
    assertThat(compilation.diagnostics()).isEmpty();
    Map<String, String> sources = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
      sources.put(name, file.getCharContent(false).toString());
    }
    return sources;
  }

  private static List<JavaFileObject> inputs(Path input) throws IOException {
    return sources(input).entrySet().stream()
        .map(
            source ->
                JavaFileObjects.forSourceString(
                    source.getKey().replace(".java", ""), source.getValue()))
        .toList();
  }

  private static Map<String, String> sources(Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return sources;
  }

  private static void write(Path folder, Map<String, String> sources) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> stale = Files.list(folder)) {
      for (Path file : stale.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Files.writeString(folder.resolve(source.getKey()), source.getValue());
    }
  }
}
