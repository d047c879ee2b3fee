package org.blup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The commands of the pages: each names a benchmark by the property at which the examples, which
 * are compiled before, run nothing.
 */
class CommandsTest {

  private static final Pattern BENCHMARK = Pattern.compile("-Dbenchmark=(\\w+)");

  @Test
  void commandsNameBenchmarksThatThereAre() throws ReflectiveOperationException, IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
      for (Path page : Stream.concat(Stream.of(Path.of("README.md")), pages).toList()) {
        if (page.toString().endsWith(".md")) {
          Files.readAllLines(page).stream()
              .filter(line -> line.contains("-pl benchmarks"))
              .forEach(commands::add);
        }
      }
    }

    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      Matcher name = BENCHMARK.matcher(command);
      assertThat(name.find()).as(command).isTrue();
      Class<?> benchmark = Class.forName("org.blup.benchmarks." + name.group(1));
      assertThat(benchmark.getMethod("main", String[].class)).isNotNull();
    }
  }
}
