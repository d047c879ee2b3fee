package org.blup.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.formula.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem the compiler knows, shown by a record that has it. */
class ErrorMessagesTest {

  private static final Path PROJECT = Path.of("..");

  static List<Fixture> fixtures() {
    return Fixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theWholeMessageIsWhatTheFixtureSays(Fixture fixture) {
    assertThat(fixture.actual()).isEqualTo(fixture.expected());
    assertThat(fixture.expected()).contains("[" + fixture.code() + "]");
    assertThat(fixture.expected()).contains("See docs/errors/" + fixture.code() + ".md\n");
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
    String page = Files.readString(PROJECT.resolve(code.page()));
    assertThat(page).startsWith("# " + code.id());
    List<String> messages =
        fixtures().stream()
            .filter(fixture -> fixture.code().equals(code.id()))
            .map(fixture -> indented(fixture.expected()))
            .toList();
    assertThat(messages.isEmpty() || messages.stream().anyMatch(page::contains)).isTrue();
  }

  static Stream<Fixture> warnings() {
    return fixtures().stream()
        .filter(fixture -> Integer.parseInt(fixture.code().substring(4)) >= 900)
        .filter(fixture -> !fixture.code().equals(ProblemCode.INVALID_OPTION.id()))
        .filter(fixture -> !fixture.toString().contains("suppressed"));
  }

  @ParameterizedTest
  @MethodSource("warnings")
  void aWarningIsSilencedByItsNumber(Fixture fixture) {
    String code = "[" + fixture.code() + "]";
    assertThat(fixture.silenced()).doesNotContain(code);
  }

  private static String indented(String message) {
    return message.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
