package org.blup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands that pages show do what the pages say: they work, or print the error that stands
 * below them; what {@code init} writes is on the page.
 */
class PageCommandsTest {

  private static final Path PROJECT = Path.of("..");

  private static final List<String> PAGES =
      List.of("README.md", "docs/command-line.md", "docs/tutorial.md");

  private static final Pattern COMMAND =
      Pattern.compile("(?:\\$ | {4})(?:cli/target/)?blup ((?:fit|init|predict|means|compare) .*)");

  /** A word, or what stands between single quotes. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static final List<Path> DATA =
      List.of(
          Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples"),
          Path.of("..", "examples", "src", "test", "resources", "oracle", "data"));

  @TempDir Path folder;

  /** A page, a command on it without its name, and the line that follows it there. */
  record Shown(String page, String command, String next) {}

  static List<Shown> commands() throws IOException {
    List<Shown> commands = new ArrayList<>();
    for (String page : PAGES) {
      List<String> lines = Files.readAllLines(PROJECT.resolve(page));
      for (int i = 0; i + 1 < lines.size(); i++) {
        Matcher command = COMMAND.matcher(lines.get(i));
        if (command.matches()) {
          commands.add(new Shown(page, command.group(1), lines.get(i + 1)));
        }
      }
    }
    assertThat(commands).hasSizeGreaterThan(3);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandDoesWhatItsPageSays(Shown shown) throws IOException {
    Run run = Run.of(arguments(shown.command()));

    if (shown.next().startsWith("blup: ")) {
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).startsWith(shown.next());
      assertThat(page(shown)).contains(run.err());
    } else {
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
    }
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.filter(each -> each.toString().endsWith(".java")).toList()) {
        String type = Files.readString(file).replaceFirst("(?s)^.*?(?=@MixedModel)", "");
        assertThat(page(shown)).contains(type);
      }
    }
  }

  private static String page(Shown shown) throws IOException {
    return Files.readString(PROJECT.resolve(shown.page()));
  }

  /** Files that are read are the examples'; others are written into a folder of the test. */
  private String[] arguments(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? located(word.group(2)) : word.group(1))
        .toArray(String[]::new);
  }

  private String located(String word) {
    if (!word.matches(".*\\.(csv|java|json|html)")) {
      return word;
    }
    String name = word.replaceFirst(".*/", "");
    return DATA.stream()
        .map(data -> data.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElse(folder.resolve(name))
        .toString();
  }
}
