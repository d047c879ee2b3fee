package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What {@code docs/formulas.md} says of formulas, each in a row of a table. */
class FormulasPageTest {

  private static final Path PAGE = Path.of("..", "docs", "formulas.md");

  private static final Pattern MEANING = Pattern.compile("\\| `(.*?~.*?)` \\| `(.*?)` \\|.*\\|");
  private static final Pattern REFUSAL = Pattern.compile("\\| `(.*?)` \\| (BLUP\\d+) \\|.*\\|");

  private static final String RECORD =
      """
      @org.blup.MixedModel("%s")
      record Trial%d(
          double y, double size, double x, double z, int n, String f, Level e, boolean t,
          String g, String h) {}
      """;

  @Test
  void formulasMeanWhatThePageSays() throws IOException {
    Map<String, String> meanings = rows(MEANING);
    Compilation compilation = compile(List.copyOf(meanings.keySet()));
    List<String> canonical = new ArrayList<>();
    for (int i = 0; i < meanings.size(); i++) {
      canonical.add(Sources.formulaIn(Sources.generated("Trial" + i + "Model", compilation)));
    }
    assertThat(canonical).hasSizeGreaterThan(20).containsExactlyElementsOf(meanings.values());
  }

  @Test
  void whatIsRefusedHasTheCodeThatThePageSays() throws IOException {
    Map<String, String> refusals = rows(REFUSAL);
    List<String> formulas = List.copyOf(refusals.keySet());
    Map<String, String> codes = new LinkedHashMap<>();
    for (Diagnostic<? extends JavaFileObject> error : compile(formulas).errors()) {
      Matcher number = Pattern.compile("Trial(\\d+)").matcher(error.getSource().getName());
      assertThat(number.find()).isTrue();
      String formula = formulas.get(Integer.parseInt(number.group(1)));
      codes.putIfAbsent(formula, error.getMessage(Locale.ROOT).substring(1, 8));
    }
    assertThat(codes).hasSizeGreaterThan(15).containsExactlyInAnyOrderEntriesOf(refusals);
  }

  private static Map<String, String> rows(Pattern pattern) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = pattern.matcher(line.replace("\\|", "¦"));
      if (row.matches()) {
        rows.put(row.group(1).replace('¦', '|'), row.group(2).replace('¦', '|'));
      }
    }
    return rows;
  }

  private static Compilation compile(List<String> formulas) {
    List<JavaFileObject> sources = new ArrayList<>();
    sources.add(JavaFileObjects.forSourceString("Level", "enum Level { LOW, HIGH }"));
    for (String formula : formulas) {
      int number = sources.size() - 1;
      String literal = formula.replace("\"", "\\\"");
      sources.add(
          JavaFileObjects.forSourceString("Trial" + number, RECORD.formatted(literal, number)));
    }
    return javac().withProcessors(new BlupProcessor()).withOptions("-proc:only").compile(sources);
  }
}
