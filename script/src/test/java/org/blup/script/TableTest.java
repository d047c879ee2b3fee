package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.junit.jupiter.api.Test;

/** Which types columns have, and what is wrong with them. */
class TableTest {

  private enum Sex {
    FEMALE,
    MALE
  }

  @Test
  void typesAreThoseOfAllValues() {
    Table table =
        Data.csv(
            """
            number;whole;truth;date;text;none;id
            1.5;-3;TRUE;2024-02-29;a;;01
            NA;+4;F;2024-03-01;1;NA;02
            2e3;;NA;NA;NA;;3
            """);

    assertThat(table.columns())
        .containsExactly("number", "whole", "truth", "date", "text", "none", "id");
    assertThat(table.columns().stream().map(table::type))
        .containsExactly(
            ColumnType.NUMBER,
            ColumnType.INTEGER,
            ColumnType.BOOLEAN,
            ColumnType.DATE,
            ColumnType.FACTOR,
            ColumnType.NUMBER,
            ColumnType.INTEGER);
    assertThat(table.numbers("number")).containsExactly(1.5, Double.NaN, 2000);
    assertThat(table.numbers("whole")).containsExactly(-3, 4, Double.NaN);
    assertThat(table.texts("truth")).containsExactly("TRUE", "F", null);
    assertThat(table.numbers("date"))
        .containsExactly(
            LocalDate.of(2024, 2, 29).toEpochDay(),
            LocalDate.of(2024, 3, 1).toEpochDay(),
            Double.NaN);
  }

  @Test
  void aListenerIsToldOfRowsReadAndOfAllInTheEnd() {
    byte[] text = ("x\n" + "1.5\n".repeat(2500)).getBytes(StandardCharsets.UTF_8);
    List<Long> told = new ArrayList<>();

    Table table =
        Table.csv()
            .progress(told::add)
            .type("x", ColumnType.NUMBER)
            .separator(',')
            .read(new ByteArrayInputStream(text), "x.csv");

    assertThat(table.rows()).isEqualTo(2500);
    assertThat(told).containsExactly(1024L, 2048L, 2500L);
  }

  @Test
  void dayThirtyOfFebruaryIsAText() {
    assertThat(Data.csv("day\n2024-02-29\n2024-02-30\n").type("day")).isEqualTo(ColumnType.FACTOR);
  }

  @Test
  void aTypeCanBeSaidBeforeAndAfter() {
    String text = "id,x\n01,1\n02,2\n";

    assertThat(Data.csv(text, Table.csv().type("id", ColumnType.FACTOR)).texts("id"))
        .containsExactly("01", "02");
    assertThat(Data.csv(text).as("id", ColumnType.FACTOR).texts("id")).containsExactly("01", "02");
    assertThat(Data.csv(text).as("x", ColumnType.NUMBER).as("x", ColumnType.FACTOR).texts("x"))
        .containsExactly("1", "2");
    assertThat(Data.csv("b\nyes\nno\n", Table.csv().type("b", ColumnType.BOOLEAN)).texts("b"))
        .containsExactly("true", "false");
  }

  @Test
  void aValueThatIsNotOfTheTypeIsNamedWithItsPlace() {
    assertThatThrownBy(
            () -> Data.csv("x,y\n1,2\n\n3,z\n", Table.csv().type("y", ColumnType.NUMBER)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("data.csv, line 4: y is 'z', which is not a number.");
    assertThatThrownBy(() -> Data.csv("x\n1\nb\n").as("x", ColumnType.INTEGER))
        .hasMessage(
            "Column 'x', row 2: 'b' is not a whole number. Correct the value, or let the column be"
                + " of another type");
    assertThatThrownBy(() -> Data.csv("x\n1\n", Table.csv().type("z", ColumnType.NUMBER)))
        .hasMessage("There is no column 'z'. The table has: x");
  }

  @Test
  void rowNamesOfRAreLeftOut() {
    assertThat(Data.csv("\"\",\"x\"\n\"1\",2\n").columns()).containsExactly("x");
  }

  @Test
  void filesThatAreNoTableAreNamed() {
    assertThatThrownBy(() -> Table.readCsv(Path.of("nowhere.csv")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("There is no file nowhere.csv in ");
    assertThatThrownBy(() -> Data.csv(""))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage("data.csv is empty. Its first line has to name the columns");
    assertThatThrownBy(() -> Data.csv("x,y\n"))
        .hasMessage("data.csv has no rows: there is nothing below the line that names the columns");
    assertThatThrownBy(() -> Data.csv("x,y\n1\n"))
        .hasMessageContaining("data.csv, line 2: 1 field");
    assertThatThrownBy(() -> Data.csv("x,x\n1,2\n")).hasMessageContaining("'x'");
  }

  @Test
  void choicesOfReadingAreThoseOfRecords() {
    Table table =
        Data.csv("x y\n1,5 .\n2,5 3\n", Table.csv().separator(' ').decimalComma().missing("."));

    assertThat(table.numbers("x")).containsExactly(1.5, 2.5);
    assertThat(table.numbers("y")).containsExactly(Double.NaN, 3);
  }

  @Test
  void listsAndArraysHaveTheTypeOfTheirValues() {
    Table table =
        Table.of("d", new double[] {1, 2})
            .with("i", new int[] {1, 2})
            .with("mixed", Arrays.asList(1, 2.5))
            .with("b", new boolean[] {true, false})
            .with("s", List.of("a", "b"))
            .with("e", Sex.values())
            .with("date", List.of(LocalDate.EPOCH, LocalDate.EPOCH))
            .with("none", Arrays.asList(null, null));

    assertThat(table.columns().stream().map(table::type))
        .containsExactly(
            ColumnType.NUMBER,
            ColumnType.INTEGER,
            ColumnType.NUMBER,
            ColumnType.BOOLEAN,
            ColumnType.FACTOR,
            ColumnType.FACTOR,
            ColumnType.DATE,
            ColumnType.NUMBER);
    assertThat(table.numbers("mixed")).containsExactly(1, 2.5);
    assertThat(table.texts("e")).containsExactly("FEMALE", "MALE");
  }

  @Test
  void rowsMayLackValues() {
    Map<String, Object> second = new LinkedHashMap<>();
    second.put("y", null);
    second.put("g", "b");

    Table table = Table.ofRows(List.of(Map.of("y", 1.5), second));

    assertThat(table.numbers("y")).containsExactly(1.5, Double.NaN);
    assertThat(table.texts("g")).containsExactly(null, "b");
  }

  @Test
  void columnsThatCannotBeAreRefused() {
    Table table = Table.of("x", List.of(1, 2));

    assertThatThrownBy(() -> table.with("y", List.of(1)))
        .isInstanceOf(BlupException.class)
        .hasMessage("Column 'y' has 1 values, and the table 2 rows: give one for each row");
    assertThatThrownBy(() -> table.with("y", List.of(1, "a")))
        .hasMessage(
            "Column 'y' has whole numbers until row 1, which is followed by 'a': a column is of one"
                + " type");
    assertThatThrownBy(() -> table.with("y", List.of(1, new Object[0])))
        .hasMessageContaining("Column 'y', row 2: ")
        .hasMessageContaining("which no column can hold");
    assertThatThrownBy(() -> table.with("y", 3))
        .hasMessage(
            "Column 'y' is of java.lang.Integer: give an array or a list of values, one for each"
                + " row");
    assertThatThrownBy(() -> table.with(" ", List.of(1, 2)))
        .hasMessageContaining("cannot be the name of a column");
  }

  @Test
  void aTablePrintsItsColumns() {
    assertThat(Data.sleep())
        .hasToString(
            """
            180 rows, 3 columns
             reaction  numbers        249.56, 258.7047, 250.8006, 321.4398, 356.8519, 414.6901, …
             days      whole numbers  0, 1, 2, 3, 4, 5, …
             subject   whole numbers  308, 308, 308, 308, 308, 308, …
            """);
  }
}
