package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.formula.Parsed.formula;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodingTest {

  /** The factors of the formulas in r-terms.tsv, with their numbers of levels. */
  private static final Map<String, Integer> LEVELS = Map.of("a", 2, "b", 3, "c", 4);

  private static final Set<String> FACTORS = Set.of("f", "g", "h");

  static List<String[]> columnsByR() {
    return Parsed.table("r-terms.tsv");
  }

  @ParameterizedTest
  @MethodSource("columnsByR")
  void termsHaveAsManyColumnsAsInR(String written, String terms, String columns) {
    List<CodedTerm> coded =
        Coding.of(formula(written).fixed(), variable -> LEVELS.containsKey(variable.label()));
    assertThat(coded.stream().map(CodingTest::columns).collect(Collectors.joining(" ")))
        .isEqualTo(columns);
  }

  private static String columns(CodedTerm coded) {
    int columns = 1;
    for (Variable variable : coded.term().variables()) {
      int levels = LEVELS.getOrDefault(variable.label(), 1);
      boolean isContrast = levels > 1 && !coded.full().contains(variable);
      columns *= isContrast ? levels - 1 : levels;
    }
    return String.valueOf(columns);
  }

  /** The factors that R 4.2.2's terms and model.matrix code in full are in brackets. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "f; f",
        "0 + f; [f]",
        "f + g; f, g",
        "0 + f + g; [f], g",
        "x + f; x, f",
        "0 + x + f; x, [f]",
        "f:x; [f]:x",
        "x + f:x; x, x:f",
        "f + f:x; f, [f]:x",
        "f * x; f, x, f:x",
        "0 + f * x; [f], x, f:x",
        "f * g; f, g, f:g",
        "f:g; [f]:[g]",
        "f + f:g; f, [f]:g",
        "g + f:g; g, [g]:f",
        "0 + f:g; [f]:[g]",
        "0 + f + f:g; [f], [f]:g",
        "f / g; f, [f]:g",
        "f * g - f; g, f:[g]",
        "f:g + g:h; [f]:[g], [g]:h",
        "f + g + f:g:h; f, g, [f]:[g]:[h]",
        "x + x:f:g; x, x:[f]:[g]",
      })
  void factorsAreInFullWhereTheirMarginIsAbsent(String terms, String coding) {
    List<CodedTerm> coded =
        Coding.of(formula("y ~ " + terms).fixed(), variable -> FACTORS.contains(variable.label()));
    assertThat(coded.stream().map(CodingTest::marked).collect(Collectors.joining(", ")))
        .isEqualTo(coding);
  }

  private static String marked(CodedTerm coded) {
    return coded.term().variables().stream()
        .map(
            variable ->
                coded.full().contains(variable) ? "[" + variable.label() + "]" : variable.label())
        .collect(Collectors.joining(":"));
  }
}
