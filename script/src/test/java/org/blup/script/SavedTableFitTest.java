package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fit comes back as it was, and nothing else is taken for one. */
class SavedTableFitTest {

  private static final TableFit FIT = Blup.fit("reaction ~ days + (days | subject)", Data.sleep());

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("fit.json");
    FIT.save(file);
  }

  @Test
  void aLoadedFitAnswersAsItDid() {
    TableFit loaded = Blup.load(file);
    Table rows = Table.of("subject", List.of(308, 372)).with("days", new double[] {7, 2.5});

    assertThat(loaded).hasToString(FIT.toString());
    assertThat(loaded.predict(rows)).isEqualTo(FIT.predict(rows));
    assertThat(loaded.criterion()).isEqualTo(FIT.criterion());
    assertThat(loaded.group("subject").levels()).isEqualTo(FIT.group("subject").levels());
  }

  @Test
  void aLoadedFitHasNoRows() {
    TableFit loaded = Blup.load(file);

    assertThatThrownBy(loaded::rows)
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "This fit was loaded from a file, which has no rows. Give them: rows(table),"
                + " predict(table), or fit reaction ~ 1 + days + (1 + days | subject) again");
    assertThatThrownBy(() -> loaded.update(". ~ . + days")).isInstanceOf(BlupException.class);
  }

  @Test
  void weightsAndNamesOfAnyKindComeBack() {
    Table sleep = Data.sleep();
    Table table =
        Table.of("y\\u0022", sleep.numbers("reaction"))
            .with("a \"b\"", sleep.numbers("days"))
            .with("subject", sleep.texts("subject"))
            .with("w", sleep.as("days", ColumnType.NUMBER).numbers("reaction"));
    TableFit fit =
        Blup.fitting("`y\\\\u0022` ~ `a \"b\"` + (1 | subject)", table).weights("w").fit();

    fit.save(file);

    assertThat(Blup.load(file)).hasToString(fit.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "\"format\" : \"blup-table-fit\"; \"format\":\"x\"; its format is 'x'",
        "\"format\" : \"blup-table-fit\"; \"format\":\"blup-fit\"; the fit of a record's model",
        "\"version\" : 1; \"version\":2; is of version 2",
        "\"version\" : 1; \"version\":1,\"more\":3; it has a field 'more'",
        "\"version\" : 1; \"version\":1,\"version\":1; uplicate",
        "\"type\" : \"INTEGER\"; \"type\":\"ODD\"; a column is of type 'ODD'",
        "\"name\" : \"subject\"; \"name\":\"\"; a column has no name",
        "\"name\" : \"subject\"; \"name\":\"object\"; BLUP201",
        "(days | subject)\"; (1 | subject)\"; fit",
        "\"fit\" :; \"fit\":3,\"x\":; its fit is no object",
      })
  void whatWasChangedIsRefused(String written, String changed, String message) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(written);
    Files.writeString(file, text.replace(written, changed));

    assertThatThrownBy(() -> Blup.load(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString());
  }

  @Test
  void whatIsCutOffIsRefused() throws IOException {
    String text = Files.readString(file);
    for (int length = 0; length < text.length(); length += text.length() / 9) {
      Files.writeString(file, text.substring(0, length));

      assertThatThrownBy(() -> Blup.load(file)).isInstanceOf(StorageException.class);
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Blup.load(Path.of("nowhere.json")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("nowhere.json");
  }
}
