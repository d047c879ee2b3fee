package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.blup.Column;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files may look like, and what is made of them. */
class CsvReadingTest {

  private static final List<Sleep> ROWS =
      List.of(new Sleep(249.56, 0, "308"), new Sleep(258.7, 1, "309"));

  @MixedModel("`reaction (ms)` ~ days + (1 | subject)")
  record Night(@Column("reaction (ms)") double reaction, double days, String subject) {}

  private Path file;

  @BeforeEach
  void file(@TempDir Path folder) {
    file = folder.resolve("sleep.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reaction,days,subject\n249.56,0,308\n258.7,1,309\n",
        "reaction,days,subject\n249.56,0,308\n258.7,1,309",
        "reaction,days,subject\r\n249.56,0,308\r\n258.7,1,309\r\n",
        "reaction,days,subject\r249.56,0,308\r258.7,1,309\r",
        "reaction;days;subject\n249.56;0;308\n258.7;1;309\n",
        "reaction\tdays\tsubject\n249.56\t0\t308\n258.7\t1\t309\n",
        "reaction|days|subject\n249.56|0|308\n258.7|1|309\n",
        "subject,note,reaction,days\n308,,249.56,0\n309,x,258.7,1\n",
        "\"\",\"reaction\",\"days\",\"subject\"\n\"1\",249.56,0,\"308\"\n\"2\",258.7,1,\"309\"\n",
        "\n\nreaction,days,subject\n\n249.56,0,308\n , ,\n,,\n258.7,1,309\n,,\n\n",
        " reaction , days, subject\n 249.56 ,\t0, 308 \n258.7,1,\"309 \"\n",
        "\"reaction\", \"days\", \"subject\"\n249.56, 0, \"308\"\n258.7, 1, \"309\"\n",
        "Reaction,DAYS,Subject\n249.56,0,308\n258.7,1,309\n",
        "DAYS,Reaction,days,subject\n7,249.56,0,308\n7,258.7,1,309\n",
        "note,note,reaction,days,subject\na,b,249.56,0,308\na,b,258.7,1,309\n",
        "\"a, b\nc\";reaction;days;subject\n;249.56;0;308\n\"1;\n2\";258.7;1;309\n",
        "reaction,days,subject\n+249.56,0.0,308\n2.587e2,1e0,309\n"
      })
  void readsWhatPeopleWrite(String text) throws IOException {
    Files.writeString(file, text);

    assertThat(SleepModel.readCsv(file)).isEqualTo(ROWS);
    try (Stream<Sleep> rows = SleepModel.streamCsv(file)) {
      assertThat(rows).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkSaysTheEncoding(String charset) throws IOException {
    String text = "\uFEFFreaction;days;subject\n249.56;0;Zoë\n";
    Files.write(file, text.getBytes(Charset.forName(charset)));

    assertThat(SleepModel.readCsv(file)).containsExactly(new Sleep(249.56, 0, "Zoë"));
    assertThat(SleepModel.csv().charset(StandardCharsets.ISO_8859_1).read(file))
        .containsExactly(new Sleep(249.56, 0, "Zoë"));
  }

  @Test
  void anEncodingMayBeSaid() throws IOException {
    Charset windows = Charset.forName("windows-1252");
    Files.write(file, "reaction,days,subject\n249.56,0,Zoë\n".getBytes(windows));

    assertThat(SleepModel.csv().charset(windows).read(file))
        .containsExactly(new Sleep(249.56, 0, "Zoë"));
  }

  @Test
  void packedFilesAreUnpackedWhateverTheirName() throws IOException {
    Files.write(file, packed("\uFEFFreaction,days,subject\n249.56,0,308\n258.7,1,309\n"));

    assertThat(SleepModel.readCsv(file)).isEqualTo(ROWS);
  }

  @Test
  void numbersMayHaveDecimalCommas() throws IOException {
    Files.writeString(file, "reaction;days;subject\n249,56;0;308\n2,587e2;1;309\n");

    assertThat(SleepModel.csv().decimalComma().read(file)).isEqualTo(ROWS);
  }

  @Test
  void theSeparatorMayBeSaid() throws IOException {
    Files.writeString(file, "reaction days subject\n249.56 0 308\n258.7 1 309\n");

    assertThat(SleepModel.csv().separator(' ').read(file)).isEqualTo(ROWS);
  }

  @Test
  void emptyFieldsAndNaAreMissing() throws IOException {
    Files.writeString(file, "reaction,days,subject\nNA,,\n,\"NA\",\"\"\nNaN,nan,NA\n1,2,na\n");

    Sleep missing = new Sleep(Double.NaN, Double.NaN, null);
    assertThat(SleepModel.readCsv(file))
        .containsExactly(missing, missing, missing, new Sleep(1, 2, "na"));
  }

  @Test
  void otherWordsMayMeanMissing() throws IOException {
    Files.writeString(file, "reaction,days,subject\n.,N/A,NA\n");

    assertThat(SleepModel.csv().missing(".", "N/A").read(file))
        .containsExactly(new Sleep(Double.NaN, Double.NaN, "NA"));
  }

  @Test
  void columnsThatAreOptionalMayBeThereOrNot() throws IOException {
    Files.writeString(file, "subject,days\n308,0\n309,1\n");

    assertThat(SleepModel.csv().optional("reaction").read(file))
        .containsExactly(new Sleep(Double.NaN, 0, "308"), new Sleep(Double.NaN, 1, "309"));
    Files.writeString(file, "reaction,days,subject\n249.56,0,308\n258.7,1,309\n");
    assertThat(SleepModel.csv().optional("reaction").read(file)).isEqualTo(ROWS);
  }

  @Test
  void theOnlyColumnThatBeginsWithANameIsSuggested() throws IOException {
    Files.writeString(file, "reaction (ms),days,subject\n1,0,308\n");
    assertThatThrownBy(() -> SleepModel.readCsv(file))
        .hasMessageStartingWith(
            "%s: the column 'reaction' (did you mean 'reaction (ms)'?) of Sleep is missing.", file);
    assertThatThrownBy(() -> CsvReadingTest_NightModel.csv().optional("reaction"))
        .hasMessageEndingWith("Did you mean 'reaction (ms)'?");
  }

  @Test
  void othersStillHaveToBeThere() throws IOException {
    Files.writeString(file, "subject,day\n308,0\n");

    assertThatThrownBy(() -> SleepModel.csv().optional("reaction").read(file))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith(
            "%s: the column 'days' (did you mean 'day'?) of Sleep is missing.", file);
    assertThatThrownBy(() -> SleepModel.csv().optional("reactoin"))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "'reactoin' is no column of the record. It has: reaction, days, subject."
                + " Did you mean 'reaction'?");
  }

  @Test
  void quotesWithinQuotesAreWrittenTwice() throws IOException {
    Files.writeString(file, "reaction,days,subject\n1,0,\"the \"\"old\"\" one,\nor 2\"\n");

    assertThat(SleepModel.readCsv(file).get(0).subject()).isEqualTo("the \"old\" one,\nor 2");
  }

  @Test
  void aFileWithoutRowsHasNone() throws IOException {
    Files.writeString(file, "reaction,days,subject");

    assertThat(SleepModel.readCsv(file)).isEmpty();
  }

  @Test
  void equalLevelsAreOneString() throws IOException {
    Files.writeString(file, "reaction,days,subject\n1,0,308\n1,1,308\n");

    List<Sleep> rows = SleepModel.readCsv(file);
    assertThat(rows.get(0).subject()).isSameAs(rows.get(1).subject());
  }

  @Test
  void longFieldsAndLongHeadersAreRead() throws IOException {
    String name = "x".repeat(100_000);
    String value = "y".repeat(50_000);
    Files.writeString(file, "%s,reaction,days,subject\n1,249.56,0,%s\n".formatted(name, value));

    assertThat(SleepModel.readCsv(file)).containsExactly(new Sleep(249.56, 0, value));
  }

  @Test
  void componentsOfEachTypeAreRead() throws IOException {
    Files.writeString(
        file,
        """
        arm,patient,sector,grade,smokes,treated,floor,ward,bed,room,falls,visits,parent,id,height,weight,age,dose (mg),score
        placebo,P1,x,A,no,TRUE,-1,127,2,-32768,3,2147483647,9223372036854775807,1,1.75,70.5,44,0.1,12
        Low dose,P2,NA,B,,f,,0,,0,,0,,3.0,,0,,0,1
        2,P3,,C,1,Y,1,1,1,1,1,1e3,1,1,1,1,1,1,1
        """);

    assertThat(VisitModel.readCsv(file))
        .containsExactly(
            new Visit(
                12,
                0.1,
                44.0,
                70.5f,
                1.75f,
                1,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                3,
                Short.MIN_VALUE,
                (short) 2,
                (byte) 127,
                (byte) -1,
                true,
                false,
                'A',
                'x',
                "P1",
                Visit.Arm.PLACEBO),
            new Visit(
                1,
                0,
                null,
                0,
                null,
                3,
                null,
                0,
                null,
                (short) 0,
                null,
                (byte) 0,
                null,
                false,
                null,
                'B',
                null,
                "P2",
                Visit.Arm.LOW_DOSE),
            new Visit(
                1,
                1,
                1.0,
                1,
                1f,
                1,
                1L,
                1000,
                1,
                (short) 1,
                (short) 1,
                (byte) 1,
                (byte) 1,
                true,
                true,
                'C',
                null,
                "P3",
                Visit.Arm._2));
  }

  @Test
  void aStreamThatIsNotFinishedClosesItsFile() throws IOException {
    boolean[] closed = {false};
    java.io.InputStream in =
        new java.io.ByteArrayInputStream(
            "reaction,days,subject\n1,0,308\n2,1,308\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (Stream<Sleep> rows = SleepModel.csv().stream(in, "rows")) {
      assertThat(rows.findFirst()).contains(new Sleep(1, 0, "308"));
      assertThat(closed[0]).isFalse();
    }
    assertThat(closed[0]).isTrue();
  }

  /** Two packed parts, one behind the other, are one text. */
  @Test
  void aPipeIsReadPackedOrNot(@TempDir Path folder) throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isMadeAsPipe(pipe), "there is no mkfifo");
    byte[] plain =
        "reaction,days,subject\n249.56,0,308\n258.7,1,309\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(packed("reaction,days,subject\n249.56,0,308\n"));
    parts.write(packed("258.7,1,309\n"));
    for (byte[] bytes : List.of(plain, parts.toByteArray())) {
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(
              () -> {
                try {
                  Files.write(pipe, bytes, StandardOpenOption.WRITE);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(SleepModel.readCsv(pipe)).isEqualTo(ROWS);
      written.join();
    }
  }

  private static boolean isMadeAsPipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
