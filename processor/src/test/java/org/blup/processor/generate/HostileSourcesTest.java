package org.blup.processor.generate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.processor.generate.names.ReservedNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and sizes that generated code could trip over: it compiles without a warning. */
class HostileSourcesTest {

  private static final String EVERY_KIND =
      """
      @org.blup.MixedModel(
          "y ~ x + I(x^2) + log(z) + e + s + b + poly(w, 2) + x:e + (x + e | g) + (1 | h/k)")
      record Row(
          double y,
          java.lang.Double x,
          int z,
          float w,
          E e,
          java.lang.String s,
          java.lang.Boolean b,
          java.lang.String g,
          java.lang.Integer h,
          java.lang.Character k) {
        enum E { A, B, C }
      }
      """;

  /** Names of what is in scope where generated code names components. */
  private static final List<String> WORDS =
      List.of(
          ("clone column contrast describe equals estimates fit fixed get getClass grid hashCode i java"
                  + " level levels name notify numbers ordinal org out product random row rows"
                  + " structure toString values var wait yield DesignRow FORMULA Fit Math Object"
                  + " Override $ x$1 Überstunde переменная 変数 ſ ı")
              .split(" "));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"package org.example;\n", ""})
  void typesOfThePackageMayBeNamedLikeThoseOfJavaLang(String inPackage) throws IOException {
    Map<String, String> sources =
        Map.of(
            "Row.java",
            inPackage + EVERY_KIND,
            "Types.java",
            inPackage + namesOfJavaLang().map("class %s {}\n"::formatted).collect(joining()));

    Compiled compiled = compile(sources);

    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated().get("RowModel.java"))
        .contains("@java.lang.Override", "java.lang.Iterable<? extends Row> rows");
  }

  @Test
  void componentsMayBeNamedLikeAnythingInScope() {
    List<String> forms =
        List.of(
            "y ~ NAME + I(NAME^2) + log(NAME) + (1 + NAME | g); double",
            "y ~ poly(NAME, 2) * h + (NAME || g); int",
            "y ~ NAME * x * poly(x2, 2) + (NAME + x | g); String",
            "y ~ factor(NAME) * x + (factor(NAME) | g); Integer",
            "y ~ NAME * x + (NAME | g); E",
            "y ~ x + (x | NAME) + (1 | NAME:g); char");
    String record =
        """
        @MixedModel("FORMULA")
        record Row%d(
            double y, @Column("NAME") TYPE COMPONENT, double x, double x2, boolean h, int g) {}
        """;
    List<String> records = new ArrayList<>();
    for (String form : forms) {
      String[] parts = form.split("; ");
      for (String word : WORDS) {
        boolean forbidden = ReservedNames.OBJECT.contains(word);
        records.add(
            record
                .formatted(records.size())
                .replace("FORMULA", parts[0])
                .replace("TYPE", parts[1])
                .replace("COMPONENT", forbidden ? "component" : word)
                .replace("NAME", word));
      }
    }
    String start =
        "package org.example;\nimport org.blup.*;\nenum E { fit, FIT, Fit, values, valueOf, É }\n";

    Compiled compiled = compile(Map.of("E.java", start + String.join("", records)));

    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated()).hasSize(records.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "int", "goto", "true", "null", "_", "two words", "1st"})
  void whatIsNoNameInJavaIsOneThroughColumn(String name) {
    String source =
        """
        import org.blup.*;
        @MixedModel("y ~ `NAME` + (1 + `NAME` | g)")
        record Row(double y, @Column("NAME") double component, String g) {}
        """;

    Compiled compiled = compile(Map.of("Row.java", source.replace("NAME", name)));

    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated().get("RowModel.java")).contains("Coefficient component()");
  }

  /** On file systems that ignore case one class would overwrite the other. */
  @Test
  void classesOfGroupsDifferNotOnlyInCase() {
    String source =
        """
        @org.blup.MixedModel("y ~ 1 + (1 | ab) + (1 | aB) + (1 | fit)")
        record Row(double y, String ab, String aB, String fit) {}
        """;

    Compiled compiled = compile(Map.of("Row.java", source));

    assertThat(compiled.messages()).isEmpty();
    List<String> classes =
        Pattern.compile("public static final class (\\w+)")
            .matcher(compiled.generated().get("RowModel.java"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(classes).contains("Ab", "ABGroup");
    assertThat(classes.stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y ~ e * x + (1 | g)",
        "y ~ e + (e | g) + (1 | e:g)",
        "y ~ C(e, helmert) + C(f, poly) + (1 | g)"
      })
  void anEnumMayHaveThousandsOfConstants(String formula) {
    String constants = IntStream.range(0, 2000).mapToObj(i -> "C" + i).collect(joining(", "));
    String source =
        """
        @org.blup.MixedModel("%s")
        record Row(double y, double x, E e, E f, String g) {}
        enum E { %s }
        """;

    Compiled compiled = compile(Map.of("Row.java", source.formatted(formula, constants)));

    assertThat(compiled.messages()).isEmpty();
  }

  @Test
  void aRecordMayHaveAsManyComponentsAsJavaAllows() {
    List<String> names = IntStream.range(0, 250).mapToObj(i -> "x" + i).toList();
    String source =
        "@org.blup.MixedModel(\"y ~ %s + (%s || g)\") record Row(double y, %s, String g) {}"
            .formatted(
                String.join(" + ", names),
                String.join(" + ", names),
                names.stream().map("float "::concat).collect(joining(", ")));

    assertThat(compile(Map.of("Row.java", source)).messages()).isEmpty();
  }

  /**
   * What is wrong elsewhere is all that the compiler says, and code that uses the model compiles.
   */
  @Test
  void errorsElsewhereStayTheOnlyOnes() {
    String source =
        """
        @org.blup.MixedModel("y ~ x + (1 | g)")
        record Row(double y, double x, String g) {
          int wrong() {
            return "text";
          }
        }
        class Use {
          double slope(java.util.List<Row> rows) {
            Missing missing = undefined();
            return RowModel.fit(rows).fixed().x().estimate();
          }
        }
        """;

    assertThat(compile(Map.of("Row.java", source)).messages())
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).contains("String cannot be converted to int"),
            message -> assertThat(message).contains("class Missing"),
            message -> assertThat(message).contains("undefined()"));
  }

  /** The compiler writes generated sources in the encoding of those it reads. */
  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-8"})
  void namesMayBeBeyondTheEncodingOfSources(String encoding) {
    String source =
        """
        @org.blup.MixedModel("y ~ gr\\u00f6\\u00dfe * f + (1 | \\u540d)")
        record Row(double y, double gr\\u00f6\\u00dfe, F f, String \\u540d) {
          enum F { A, \\u00c4, \\ud840\\udc00 }
        }
        class Use {
          double slope(java.util.List<Row> rows) {
            return RowModel.fit(rows).fixed().gr\\u00f6\\u00dfe().estimate();
          }
        }
        """;

    Compiled compiled =
        Compiled.of(
            folder,
            Map.of("Row.java", source),
            "-Xlint:all,-auxiliaryclass",
            "-Werror",
            "-encoding",
            encoding);
    assertThat(compiled.messages()).isEmpty();
  }

  /** Arabic of Egypt has digits of its own. */
  @Test
  void numbersInMessagesAreTheSameInEveryLocale() {
    String source =
        """
        @org.blup.MixedModel("y ~ pow(x) + (1 | g)")
        record Row(double y, double x, String g) {}
        """;
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(compile(Map.of("Row.java", source)).messages())
          .singleElement()
          .asString()
          .contains("[BLUP141] 'pow' takes two arguments, not 1");
    } finally {
      Locale.setDefault(before);
    }
  }

  private Compiled compile(Map<String, String> sources) {
    return Compiled.of(folder, sources, "-Xlint:all,-auxiliaryclass", "-Werror");
  }

  private static Stream<String> namesOfJavaLang() throws IOException {
    Path types =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base", "java/lang");
    try (Stream<Path> files = Files.list(types)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[A-Z]\\w*\\.class") && !name.contains("$"))
          .map(name -> name.replace(".class", ""))
          // every record and enum of the package would extend these
          .filter(name -> !name.equals("Record") && !name.equals("Enum"))
          .toList()
          .stream();
    }
  }
}
