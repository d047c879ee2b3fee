package org.blup.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.formula.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem the compiler knows, shown by a record that has it. */
class ErrorMessagesTest {

  private static final Path PAGES = Path.of("..", "docs", "errors");

  static List<Fixture> fixtures() {
    return Fixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theWholeMessageIsWhatTheFixtureSays(Fixture fixture) {
    assertThat(fixture.actual()).isEqualTo(fixture.expected());
    assertThat(fixture.expected()).contains("[" + fixture.code() + "]");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL_ERROR")
  void everyCodeHasAFixture(ProblemCode code) {
    Set<String> shown = fixtures().stream().map(Fixture::code).collect(Collectors.toSet());
    assertThat(shown).contains(code.id());
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeHasAPageWithItsMessage(ProblemCode code) throws IOException {
    String page = Files.readString(PAGES.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# " + code.id());
    List<String> messages =
        fixtures().stream()
            .filter(fixture -> fixture.code().equals(code.id()))
            .map(fixture -> indented(fixture.expected()))
            .toList();
    assertThat(messages.isEmpty() || messages.stream().anyMatch(page::contains)).isTrue();
  }

  private static String indented(String message) {
    return message.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
