package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.blup.data.CsvReading;
import org.blup.model.MixedFit;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record written for a table compiles, reads the table's file and fits as the table does. */
class RecordSourceTest {

  @TempDir Path folder;

  @Test
  void theSleepStudyIsAShortRecord() {
    assertThat(Data.sleep().recordSource("org.example.Sleep", "reaction ~ days + (days | subject)"))
        .isEqualTo(
            """
            package org.example;

            import org.blup.MixedModel;

            @MixedModel("reaction ~ days + (days | subject)")
            public record Sleep(
                double reaction,
                int days,
                int subject) {}
            """);
  }

  @Test
  void withoutAFormulaThereIsAStartThatFits() throws Exception {
    Path file = Data.file("sleepstudy");
    String source = Table.readCsv(file).recordSource("Sleep");

    assertThat(source).contains("@MixedModel(\"reaction ~ 1 + (1 | subject)\")");
    assertThat(fit("Sleep", source, file).criterion())
        .isEqualTo(Blup.fit("reaction ~ 1 + (1 | subject)", Table.readCsv(file)).criterion());
  }

  @Test
  void enumsBoxesDatesAndAwkwardNamesAreRead() throws Exception {
    StringBuilder text =
        new StringBuilder("Yield (kg),class,Seed lot,2nd,long,when,ok,String,toString\n");
    for (int i = 0; i < 60; i++) {
      text.append(Math.sin(i) * 3 + i % 5).append(',');
      text.append(List.of("Very low", "High", "mid").get(i % 3)).append(',');
      text.append("lot ").append(i / 5).append(',');
      text.append(i == 7 ? "NA" : Integer.toString(i % 4)).append(',');
      text.append(10_000_000_000L + i % 2).append(',');
      text.append("2024-01-").append(10 + i % 9).append(',');
      text.append(i % 2 == 0 ? "TRUE" : "FALSE").append(',');
      text.append(i % 2 == 0 ? "a" : "b").append(',');
      text.append(i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("data.csv"), text);
    Table table = Table.readCsv(file);
    String formula = "`Yield (kg)` ~ class + when + ok + (1 | `Seed lot`)";

    String source = table.recordSource("Harvest", formula);

    assertThat(source)
        .contains("@Column(\"Yield (kg)\") double yieldKg")
        .contains("@Column(\"class\") ClassColumn classColumn")
        .contains("@Column(\"Seed lot\") SeedLot seedLot")
        .contains("@Column(\"2nd\") Integer column2nd")
        .contains("@Column(\"long\") long longColumn")
        .contains("LocalDate when")
        .contains("boolean ok")
        .contains("@Column(\"String\") StringLevel string")
        .contains("@Column(\"toString\") int toStringColumn")
        .contains("HIGH,\n    VERY_LOW,\n    MID");
    assertThat(fit("Harvest", source, file).criterion())
        .isEqualTo(Blup.fit(formula, table).criterion());
  }

  @Test
  void whatIsNoNameIsRefused() {
    assertThatThrownBy(() -> Data.sleep().recordSource("sleep study"))
        .hasMessage(
            "'sleep study' cannot be the name of a record: give one such as Sleep or"
                + " org.example.Sleep");
  }

  /** Compiles the record, and fits the rows of the file by the class generated for it. */
  private MixedFit<?> fit(String record, String source, Path file) throws Exception {
    Path java = Files.writeString(folder.resolve(record + ".java"), source);
    compile(java);
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> model = classes.loadClass(record + "Model");
      Object rows = model.getMethod("readCsv", Path.class).invoke(null, file);
      return (MixedFit<?>) model.getMethod("fit", Iterable.class).invoke(null, rows);
    }
  }

  private static String classPath() {
    return Stream.concat(
            ClassPath.locations().stream(), Stream.of(ClassPath.location(CsvReading.class)))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void compile(Path java) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              null,
              List.of("-d", folder.toString(), "-cp", classPath()),
              null,
              files.getJavaFileObjects(java));
      task.setProcessors(List.of(new BlupProcessor()));
      assertThat(task.call()).isTrue();
    }
  }

  @Test
  void aColumnThatIsNearlyNumbersIsRemarked() {
    Table table = Data.csv("y,g\n1,p\n2,p\nn/a,q\n4,q\n");

    assertThat(table.recordSource("Row", "y ~ 1 + (1 | g)"))
        .contains(
            "\n"
                + "// Column 'y' was read as texts, since not all of it are numbers: data.csv, line"
                + " 4: y is 'n/a', which is not a number.");
    assertThat(table.recordSource("Row"))
        .contains("// No column holds numbers: put in a response, and what you want to know.\n");
  }

  /** Java reads Unicode escapes in comments, too. */
  @Test
  void whatCellsAndPathsHoldIsEscaped() throws Exception {
    Table table = Data.csv("y,x\\u,g\n1,1,p\n2,2,p\n3,\\users'\\,q\n4,4,q\n3,5,r\n5,6,r\n");
    TableReading reading = Table.csv().separator('\'').missing("\\u'\"", "NA");

    String source = table.recordSource("Unit", "y ~ 1 + (1 | g)");
    String rows = reading.rowsSource("org.example.Unit", Path.of("\\users'.csv"));

    assertThat(source)
        .contains("// Column 'x\\\\u'", "x\\\\u is '\\\\users'\\\\'", "@Column(\"x\\\\u\")");
    assertThat(rows)
        .isEqualTo(
            "UnitModel.csv().separator('\\'').missing(\"\\\\u'\\\"\", \"NA\")"
                + ".read(Path.of(\"\\\\users'.csv\"))");
    assertThat(Table.csv().separator('\\').rowsSource("Unit"))
        .isEqualTo("UnitModel.csv().separator('\\\\')");
    compile(Files.writeString(folder.resolve("Unit.java"), "// Rows: " + rows + "\n" + source));
  }
}
