package org.blup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said where something is wrong: standard output stays empty, and the exit code says it.
 */
class MistakesTest {

  private static final String SLEEP = "reaction ~ days + (days | subject)";

  @TempDir Path folder;

  @Test
  void aMisspeltColumnHasACaretUnderIt() {
    assertThat(failed("fit", "reaction ~ dais + (days | subject)", Run.example("sleepstudy")))
        .isEqualTo(
            """
            blup: [BLUP201] 'dais' is not a column of the table
              reaction ~ dais + (days | subject)
                         ^^^^
              The table has: reaction, days, subject. Did you mean 'days'?
              See docs/errors/BLUP201.md
            """);
  }

  @Test
  void aFormulaThatIsNotOneHasACaretToo() {
    assertThat(failed("fit", "reaction ~ days + (days | subject", Run.example("sleepstudy")))
        .startsWith("blup: [BLUP1")
        .contains("  reaction ~ days + (days | subject\n                    ^");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(failed("fit", SLEEP, "nowhere.csv"))
        .startsWith("blup: There is no file nowhere.csv in ");
    assertThat(failed("fit", SLEEP, folder.toString())).startsWith("blup: " + folder);
  }

  @Test
  void whatIsNoTableIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    Path header = Files.writeString(folder.resolve("header.csv"), "reaction,days,subject\n");
    Path bytes = Files.write(folder.resolve("bytes.csv"), new byte[] {'a', '\n', (byte) 0xC3, '('});
    Path zip = Files.write(folder.resolve("book.xlsx"), new byte[] {'P', 'K', 3, 4, 0});

    assertThat(failed("fit", SLEEP, empty.toString())).contains("empty.csv is empty.");
    assertThat(failed("fit", SLEEP, header.toString())).contains("header.csv has no rows");
    assertThat(failed("fit", SLEEP, bytes.toString())).contains("bytes.csv, line 2: the byte");
    assertThat(failed("fit", SLEEP, zip.toString())).contains("is an Excel workbook");
  }

  @Test
  void aFactorOfOneLevelIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("one.csv"), "y,x,g\n1,a,p\n2,a,p\n3,a,q\n4,a,q\n");

    assertThat(failed("fit", "y ~ x + (1 | g)", file.toString()))
        .startsWith("blup: Table: x has only 1 level: 'a'.");
  }

  @Test
  void missingValuesAreNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("na.csv"), "y,g\n1,p\nNA,p\n3,q\n4,q\n5,r\n4.5,r\n");

    assertThat(failed("fit", "y ~ 1 + (1 | g)", file.toString()))
        .isEqualTo(
            "blup: "
                + file
                + ", line 3: y is missing in row 1 (the 2nd); 1 of 6 rows has a missing value."
                + " Complete them, or leave them out with --missing omit\n");
    assertThat(Run.of("fit", "y ~ 1 + (1 | g)", file.toString(), "--missing", "omit").code())
        .isZero();
  }

  /** What programs would call is said as options. */
  @Test
  void theWayOutIsAnOption() throws IOException {
    Path file = Files.writeString(folder.resolve("texts.csv"), "y;g\n1,5;p\n2,5;p\n3;q\n4;q\n");
    Path words = Files.writeString(folder.resolve("words.csv"), "y,g\n1,p\n2,p\nn/a,q\n4,q\n");
    Path latin = Files.write(folder.resolve("l.csv"), new byte[] {'y', '\n', (byte) 0xE4, '\n'});

    assertThat(failed("fit", "y ~ 1 + (1 | g)", file.toString())).contains("--decimal-comma");
    assertThat(failed("fit", "y ~ 1 + (1 | g)", words.toString())).contains("--na NA,n/a");
    assertThat(failed("fit", "y ~ 1 + (1 | g)", words.toString(), "--decimal-comma"))
        .contains("'y' holds texts, but the response has to be a number", "--na NA,n/a");
    assertThat(failed("fit", "y ~ 1 + (1 | g)", latin.toString()))
        .contains("--encoding windows-1252");
  }

  @Test
  void unknownNamesOfOtherCommandsAreNamed() {
    String sleep = Run.example("sleepstudy");

    assertThat(failed("means", SLEEP, sleep, "--by", "day")).contains("'day'");
    assertThat(failed("fit", SLEEP, sleep, "--weights", "dys")).contains("Did you mean 'days'?");
    assertThat(failed("fit", SLEEP, sleep, "--factor", "x")).contains("There is no column 'x'.");
    assertThat(failed("compare", SLEEP, "days ~ 1 + (1 | subject)", sleep)).startsWith("blup: ");
    Run unknown = Run.with("days,subject\n1,308\n1,999\n", "predict", SLEEP, sleep, "-");
    assertThat(unknown.err())
        .startsWith("blup: standard input, line 3: '999' is not a level of subject")
        .contains("--new-levels");
    assertThat(unknown.out()).isEmpty();
    assertThat(failed("init", sleep, "--name", "no name")).contains("'no name'");
    assertThat(failed("fit", SLEEP, sleep, "--encoding", "UTF-9")).contains("'UTF-9'");
    assertThat(failed("fit", SLEEP, sleep, "--separator", "ab")).contains("'ab'");
  }

  @Test
  void anUnknownLevelIsNamedByItsLineWhateverPredicts() throws IOException {
    String sleep = Run.example("sleepstudy");
    String fit = folder.resolve("fit.json").toString();
    String scorer = folder.resolve("fit.scorer").toString();
    Path rows = Files.writeString(folder.resolve("new.csv"), "days,subject\n1,308\n1,999\n");
    String words = "blup: " + rows + ", line 3: '999' is not a level of subject";

    assertThat(Run.of("fit", SLEEP, sleep, "--save", fit, "--save-scorer", scorer).code()).isZero();

    assertThat(failed("predict", SLEEP, sleep, rows.toString())).startsWith(words);
    assertThat(failed("predict", fit, rows.toString())).startsWith(words);
    assertThat(failed("predict", fit, rows.toString(), "--interval", "mean")).startsWith(words);
    assertThat(failed("predict", scorer, rows.toString())).startsWith(words);
  }

  @Test
  void aFitThatIsNoneIsRefused() throws IOException {
    Path fit = Files.writeString(folder.resolve("fit.json"), "{\"format\":\"x\"}");
    String sleep = Run.example("sleepstudy");

    assertThat(failed("predict", fit.toString(), sleep)).contains("fit.json is no saved fit");
    assertThat(failed("predict", "nowhere.json", sleep)).contains("nowhere.json");
    assertThat(failed("predict", sleep, sleep)).contains("is no saved fit");
    assertThat(failed("fit", SLEEP, sleep, "--save", folder.resolve("no/fit.json").toString()))
        .contains("fit.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fitt",
        "fit",
        "fit|a ~ b",
        "fit|a ~ b|c|d",
        "fit|a ~ b|c.csv|--kx",
        "fit|a ~ b|c.csv|--missing|never",
        "fit|a ~ b|c.csv|--level|x",
        "fit|a ~ b|c.csv|--json|--level|0.9",
        "means|a ~ b|c.csv",
        "means|a ~ b|c.csv|--by|b|--json|--level|0.9",
        "compare|a ~ b|c.csv",
        "compare|a ~ b|c ~ d|e ~ f",
        "predict|c.csv",
        "predict|fit.json|c.csv|--ml",
        "predict|fit.json|c.csv|--level|0.9",
        "--no-such-option"
      })
  void aWrongCommandLineIsTwo(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split("\\|"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("blup: ").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fit", "init", "predict", "means", "compare"})
  void everyCommandHasHelp(String command) {
    Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: blup", "Example:");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(Run.of("--version").out()).startsWith("blup ").contains("Java ");
  }

  private static String failed(String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("bug in Blup");
    return run.err();
  }
}
