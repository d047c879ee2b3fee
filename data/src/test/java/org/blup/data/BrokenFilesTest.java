package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of files that cannot be read, word for word. */
class BrokenFilesTest {

  private static final String OPTIONAL =
      " Where rows may lack them, as those to predict the response, say csv().optional(\"…\")";

  private static final String HEADER = "reaction,days,subject\n";

  static List<Arguments> sleepFiles() {
    return List.of(
        Arguments.of("", "sleep.csv is empty. Its first line has to name the columns"),
        Arguments.of("\n \n\r\n", "sleep.csv is empty. Its first line has to name the columns"),
        Arguments.of(
            "Reaktion,day,subjekt,note\n1,2,3,4\n",
            "sleep.csv: the columns 'reaction' (did you mean 'Reaktion'?), 'days' (did you mean"
                + " 'day'?), 'subject' (did you mean 'subjekt'?) of Sleep are missing. There are:"
                + " Reaktion, day, subjekt, note. Rename them in the file, or give the component"
                + " the name with @Column(\"…\")."
                + OPTIONAL),
        Arguments.of(
            "249.56,0,308\n",
            "sleep.csv: the columns 'reaction', 'days', 'subject' of Sleep are missing. There are:"
                + " 249.56, 0, 308. Rename them in the file, or give the component the name with"
                + " @Column(\"…\")."
                + OPTIONAL),
        Arguments.of(
            "reaction days subject\n1 2 3\n",
            "sleep.csv: the columns 'reaction', 'days', 'subject' of Sleep are missing. There are:"
                + " reaction days subject. Say what separates columns with csv().separator(…), or"
                + " rename them"),
        Arguments.of(
            "days,reaction,days,subject,subject\n",
            "sleep.csv: more than one column is called 'days', 'subject', in upper or lower case."
                + " Rename or remove all but one"),
        Arguments.of(
            "Days,DAYS,reaction,subject\n",
            "sleep.csv: more than one column is called 'days', in upper or lower case. Rename or"
                + " remove all but one"),
        Arguments.of(
            HEADER + "1,0,308\n\n1,zero,308\n",
            "sleep.csv, line 4: days is 'zero', which is not a number. If it means a missing value,"
                + " read the file with csv().missing(\"NA\", \"zero\")"),
        Arguments.of(
            HEADER + "\"249,56\",0,308\n",
            "sleep.csv, line 2: reaction is '249,56', which is not a number. If the comma is a"
                + " decimal mark, read the file with csv().decimalComma()"),
        Arguments.of(
            HEADER + "1e,0,308\n",
            "sleep.csv, line 2: reaction is '1e', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "1f,0,308\n",
            "sleep.csv, line 2: reaction is '1f', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "0x1p3,0,308\n",
            "sleep.csv, line 2: reaction is '0x1p3', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "1 000,0,308\n",
            "sleep.csv, line 2: reaction is '1 000', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "\u22125,0,308\n",
            "sleep.csv, line 2: reaction is '−5', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "\u0663,0,308\n",
            "sleep.csv, line 2: reaction is '٣', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "\"a\nb\",0," + "z".repeat(100) + "\n",
            "sleep.csv, line 2: reaction is 'a·b', which is not a number. Numbers are written as"
                + " 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "x".repeat(100) + ",0,308\n",
            "sleep.csv, line 2: reaction is"
                + " 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…', which is not a"
                + " number. Numbers are written as 1234.5 or 1.2e3"),
        Arguments.of(
            HEADER + "1,0\n",
            "sleep.csv, line 2: 2 fields where the header has 3. A field that holds a separator"
                + " goes in quotes"),
        Arguments.of(
            HEADER + "1,0,308,\n",
            "sleep.csv, line 2: 4 fields where the header has 3. A field that holds a separator"
                + " goes in quotes"),
        Arguments.of(
            HEADER + "1\n",
            "sleep.csv, line 2: 1 field where the header has 3. A field that holds a separator goes"
                + " in quotes"),
        Arguments.of(
            HEADER + "1,0,\"308\n2,1,309\n",
            "sleep.csv, line 2: a quote is not closed, or something follows a closing quote. A"
                + " quote within a field in quotes is written twice"),
        Arguments.of(
            HEADER + "1,0,\"308\"x\n",
            "sleep.csv, line 2: a quote is not closed, or something follows a closing quote. A"
                + " quote within a field in quotes is written twice"),
        Arguments.of(
            "\"reaction\"x,days,subject\n",
            "sleep.csv, line 1: a quote is not closed, or something follows a closing quote"));
  }

  static List<Arguments> visits() {
    return List.of(
        Arguments.of(
            "id",
            "",
            "v.csv, line 2: id is missing, which no long can be. Declare the component Long, or"
                + " complete the data"),
        Arguments.of(
            "visits",
            "NA",
            "v.csv, line 2: visits is missing, which no int can be. Declare the component Integer,"
                + " or complete the data"),
        Arguments.of(
            "room",
            "",
            "v.csv, line 2: room is missing, which no short can be. Declare the component Short, or"
                + " complete the data"),
        Arguments.of(
            "ward",
            "",
            "v.csv, line 2: ward is missing, which no byte can be. Declare the component Byte, or"
                + " complete the data"),
        Arguments.of(
            "treated",
            "",
            "v.csv, line 2: treated is missing, which no boolean can be. Declare the component"
                + " Boolean, or complete the data"),
        Arguments.of(
            "grade",
            "",
            "v.csv, line 2: grade is missing, which no char can be. Declare the component"
                + " Character, or complete the data"),
        Arguments.of(
            "visits",
            "1.5",
            "v.csv, line 2: visits is '1.5', which is not a whole number. Declare the component a"
                + " double"),
        Arguments.of(
            "visits",
            "2147483648",
            "v.csv, line 2: visits is '2147483648', which does not fit into int (-2147483648 to"
                + " 2147483647). Declare the component a wider type, or a double"),
        Arguments.of(
            "visits",
            "1e30",
            "v.csv, line 2: visits is '1e30', which does not fit into int (-2147483648 to"
                + " 2147483647). Declare the component a wider type, or a double"),
        Arguments.of(
            "visits",
            "Inf",
            "v.csv, line 2: visits is 'Inf', which does not fit into int (-2147483648 to"
                + " 2147483647). Declare the component a wider type, or a double"),
        Arguments.of(
            "visits",
            "NaN",
            "v.csv, line 2: visits is 'NaN', which is not a whole number. Declare the component a"
                + " double"),
        Arguments.of(
            "id",
            "9223372036854775808",
            "v.csv, line 2: id is '9223372036854775808', which is no whole number that a long"
                + " holds. Declare the component a double"),
        Arguments.of(
            "id",
            "9007199254740993.5",
            "v.csv, line 2: id is '9007199254740993.5', which is no whole number that a long holds."
                + " Declare the component a double"),
        Arguments.of(
            "id",
            "1e19",
            "v.csv, line 2: id is '1e19', which does not fit into long (-9223372036854775808 to"
                + " 9223372036854775807). Declare the component a wider type, or a double"),
        Arguments.of(
            "room",
            "-32769",
            "v.csv, line 2: room is '-32769', which does not fit into short (-32768 to 32767)."
                + " Declare the component a wider type, or a double"),
        Arguments.of(
            "ward",
            "128",
            "v.csv, line 2: ward is '128', which does not fit into byte (-128 to 127). Declare the"
                + " component a wider type, or a double"),
        Arguments.of(
            "floor",
            "one",
            "v.csv, line 2: floor is 'one', which is not a number. If it means a missing value,"
                + " read the file with csv().missing(\"NA\", \"one\")"),
        Arguments.of(
            "treated",
            "2",
            "v.csv, line 2: treated is '2', which is neither true nor false. Write true, t, yes, y"
                + " or 1, or false, f, no, n or 0; or declare the component an enum or a String"),
        Arguments.of(
            "smokes",
            "perhaps",
            "v.csv, line 2: smokes is 'perhaps', which is neither true nor false. Write true, t,"
                + " yes, y or 1, or false, f, no, n or 0; or declare the component an enum or a"
                + " String"),
        Arguments.of(
            "grade",
            "AB",
            "v.csv, line 2: grade is 'AB', which is not a single character. Declare the component a"
                + " String"),
        Arguments.of(
            "sector",
            "\uD83D\uDE00",
            "v.csv, line 2: sector is '😀', which is not a single character. Declare the component"
                + " a String"),
        Arguments.of(
            "arm",
            "high dose",
            "v.csv, line 2: arm is 'high dose', which is no constant of Arm (PLACEBO, LOW_DOSE,"
                + " _2). Correct the value, or add it to the enum"));
  }

  @ParameterizedTest
  @MethodSource("sleepFiles")
  void aFileThatIsNoTableOfTheRecord(String text, String message) {
    UnreadableDataException error = failure(utf8(text));
    assertThat(error).hasMessage(message);
    assertThat(error.source()).isEqualTo("sleep.csv");
  }

  @ParameterizedTest
  @MethodSource("visits")
  void aValueThatItsComponentCannotBe(String column, String value, String message) {
    UnreadableDataException error =
        catchThrowableOfType(
            UnreadableDataException.class,
            () -> VisitModel.csv().read(new ByteArrayInputStream(visit(column, value)), "v.csv"));
    assertThat(error).hasMessage(message);
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).contains(column);
    assertThat(error.value()).contains(value);
  }

  @Test
  void thereIsNoSuchFile(@TempDir Path folder) {
    Path file = folder.resolve("slep.csv");

    assertThatThrownBy(() -> SleepModel.readCsv(file))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage("There is no file %s", file)
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> SleepModel.readCsv(Path.of("slep.csv")))
        .hasMessage("There is no file slep.csv in %s", Path.of("").toAbsolutePath());
  }

  @Test
  void aFolderIsNoFile(@TempDir Path folder) {
    assertThatThrownBy(() -> SleepModel.readCsv(folder))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith(folder + " cannot be read: ");
  }

  @Test
  void bytesThatAreNotInTheEncodingAreReportedWithTheirLine() {
    byte[] windows =
        (HEADER + "1,0,Zoe\r\n\r\n2,1,\"Zoe\nof 2\"\n3,2,Zo\u00EB\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] late =
        (HEADER + "1,0,308\n".repeat(100_000) + "2,0,Zo\u00EB")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(failure(windows))
        .hasMessage(
            "sleep.csv, line 6: the byte EB is not UTF-8. Files of Excel and Windows are often read"
                + " with csv().charset(Charset.forName(\"windows-1252\"))");
    assertThat(failure(late).line()).isEqualTo(100_002);
    assertThat(failure(late).value()).contains("EB");
  }

  @Test
  void aFileThatEndsTooSoonIsNotTakenForAWholeOne() throws IOException {
    byte[] packed = packed(HEADER + "1,0,308\n".repeat(100_000));

    assertThat(failure(Arrays.copyOf(packed, packed.length - 10)))
        .hasMessageMatching("sleep.csv, line \\d+: cannot be read: java.io.EOFException: .*")
        .hasCauseInstanceOf(UncheckedIOException.class);
    assertThat(failure(Arrays.copyOf(packed, 5)))
        .hasMessage("sleep.csv cannot be read: java.io.EOFException");
  }

  @Test
  void aWorkbookIsNoCsvFile() {
    assertThat(failure(new byte[] {'P', 'K', 3, 4, 20, 0}))
        .hasMessage("sleep.csv is an Excel workbook or a ZIP archive. Save or unpack it as CSV");
  }

  @Test
  void whatTheRecordDoesNotTakeIsReportedWithItsLine() {
    byte[] file = utf8("amount\n1\n\n-1\n");

    assertThatThrownBy(() -> PAYMENTS.read(new ByteArrayInputStream(file), "p.csv"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage(
            "p.csv, line 4: Payment does not take the row: java.lang.IllegalArgumentException: -1.0"
                + " is negative. Correct the data, or the constructor")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void errorsOfWhoeverTakesTheRowsAreTheirOwn() {
    Stream<Sleep> rows =
        SleepModel.csv().stream(new ByteArrayInputStream(utf8(HEADER + "1,0,308\n")), "sleep.csv");

    assertThatThrownBy(() -> rows.forEach(row -> fail(row)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  private static void fail(Sleep row) {
    throw new IllegalStateException("mine");
  }

  @Test
  void aQuoteOrALineBreakSeparatesNothing() {
    assertThatThrownBy(() -> SleepModel.csv().separator('"'))
        .isInstanceOf(BlupException.class)
        .hasMessage("'\"' cannot separate the fields of a line: choose a comma, a tab or the like");
    assertThatThrownBy(() -> SleepModel.csv().separator('\n')).isInstanceOf(BlupException.class);
  }

  private record Payment(double amount) {
    Payment {
      if (amount < 0) {
        throw new IllegalArgumentException(amount + " is negative");
      }
    }
  }

  private static final CsvReading<Payment> PAYMENTS =
      CsvReading.of(RecordColumns.of("Payment", cells -> new Payment(cells.number(0)), "amount"));

  /** A line with a value for each component, but for one that is given. */
  private static byte[] visit(String column, String value) {
    String header =
        "score,dose"
            + " (mg),age,weight,height,id,parent,visits,falls,room,bed,ward,floor,treated,smokes,grade,sector,patient,arm";
    String line =
        Arrays.stream(header.split(","))
            .map(name -> name.equals(column) ? value : name.equals("arm") ? "2" : "1")
            .collect(Collectors.joining(","));
    return utf8(header + "\n" + line + "\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static UnreadableDataException failure(byte[] file) {
    return catchThrowableOfType(
        UnreadableDataException.class,
        () -> SleepModel.csv().read(new ByteArrayInputStream(file), "sleep.csv"));
  }
}
