package org.blup.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages say of Maven names modules, programs, profiles and artifacts that there are. */
class BuildCommandsTest {

  private static final Path PROJECT = Path.of("..");

  private static final Pattern MODULES = Pattern.compile("mvn [^`\\n]*-pl ([\\w,-]+)");

  private static final Pattern PROGRAM = Pattern.compile("-Dexec\\.mainClass=([\\w.]+)");

  private static final Pattern PROFILE = Pattern.compile("mvn -P([\\w-]+)");

  private static final Pattern ARTIFACT =
      Pattern.compile("(?:<artifactId>|org\\.blup:)(blup-[\\w-]+)");

  private static final Pattern OWN_NAME = Pattern.compile("</parent>\\s*<artifactId>([\\w-]+)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"));
        Stream<Path> others =
            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
                .map(PROJECT::resolve)) {
      return Stream.concat(others, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> read(file).matches("(?s).*(mvn |<artifactId>|org\\.blup:).*"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsNamedIsThere(Path page) throws IOException {
    String text = read(page);

    assertThat(found(MODULES, text).flatMap(names -> Stream.of(names.split(","))))
        .allMatch(module -> Files.exists(PROJECT.resolve(module).resolve("pom.xml")));
    assertThat(found(PROGRAM, text)).allMatch(BuildCommandsTest::isProgram);
    assertThat(found(PROFILE, text))
        .allMatch(profile -> read(PROJECT.resolve("pom.xml")).contains("<id>" + profile + "</id>"));
    assertThat(artifacts()).containsAll(found(ARTIFACT, text).toList());
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
  }

  private static boolean isProgram(String name) {
    String file = name.replace('.', '/') + ".java";
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules.anyMatch(
          module ->
              Files.exists(module.resolve("src").resolve("main").resolve("java").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> artifacts() throws IOException {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .map(module -> module.resolve("pom.xml"))
          .filter(Files::exists)
          .flatMap(pom -> found(OWN_NAME, read(pom)))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
