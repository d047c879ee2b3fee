package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classes generated for the records in {@code src/test/resources/golden}, compared as text.
 * Each folder has an {@code input} and an {@code expected} source; what is generated also compiles
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
  void theGeneratedSourceIsTheExpectedOne(String folder, @TempDir Path temporary)
      throws IOException {
    Compiled compiled =
        Compiled.of(
            temporary,
            Compiled.sourcesIn(ROOT.resolve(folder).resolve("input")),
            "--release",
            "17",
            "-Xlint:all",
            "-Xdoclint:all/protected",
            "-Werror");
    Path expected = ROOT.resolve(folder).resolve("expected");
    if (UPDATE) {
      write(expected, compiled.generated());
    }
    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated()).isEqualTo(Compiled.sourcesIn(expected));
  }

  @Test
  void bothFormsOfAModelDifferOnlyInWhereTheySayTheyComeFrom() throws IOException {
    assertThat(withoutOrigin("component-form")).isEqualTo(withoutOrigin("formula-form"));
  }

  private static List<String> withoutOrigin(String folder) throws IOException {
    return Files.readString(ROOT.resolve(folder).resolve("expected").resolve("SleepModel.java"))
        .lines()
        .filter(line -> !line.contains("Generated from"))
        .toList();
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
