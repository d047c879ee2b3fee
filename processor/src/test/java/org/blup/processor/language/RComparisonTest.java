package org.blup.processor.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.blup.design.DesignMatrices;
import org.blup.processor.language.RAnswers.RCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X, Z, y and all names of random formulas, entry by entry as R has them. Where R with lme4 is
 * installed, {@code tools/formulas.R} draws 300 formulas afresh, or as many as {@code
 * -Dblup.formulas} says from the seed {@code -Dblup.seed}; a recorded sample is compared always.
 */
class RComparisonTest {

  /** Of the largest entry of a column. */
  private static final double TOLERANCE = 1e-9;

  /** What is left of a zero. */
  private static final double ROUNDING = 1e-14;

  /** What is refused because R drops columns of it, or has columns that others make up. */
  private static final String RANK_DEFICIENT = "BLUP303";

  /** Beside it, what R fits with one variance split in two, or with one for a single level. */
  private static final Set<String> REFUSED =
      Set.of("BLUP125", "BLUP302", RANK_DEFICIENT, "BLUP304", "BLUP506");

  private static final double MOST_REFUSED = 0.25;

  @Test
  void recordedFormulasHaveTheColumnsThatRGaveThem(@TempDir Path folder) throws Exception {
    try (InputStream recorded = getClass().getResourceAsStream("recorded.tsv.gz");
        BufferedReader reader = reader(new GZIPInputStream(recorded))) {
      compare(RAnswers.read(reader), folder);
    }
  }

  @Test
  void randomFormulasHaveTheColumnsThatRGivesThem(@TempDir Path folder) throws Exception {
    assumeTrue(isInstalled("Rscript", "-e", "stopifnot(requireNamespace('lme4', quietly = TRUE))"));
    String count = System.getProperty("blup.formulas", "300");
    String seed = System.getProperty("blup.seed", "1");
    Path script = Path.of("..", "tools", "formulas.R");
    Path answers = folder.resolve("answers.tsv");
    assertThat(run("Rscript", script.toString(), answers.toString(), count, seed)).isZero();
    try (BufferedReader reader = Files.newBufferedReader(answers)) {
      compare(RAnswers.read(reader), folder);
    }
  }

  private static void compare(RAnswers answers, Path folder) throws Exception {
    CompiledFormulas compiled = new CompiledFormulas(answers, folder);
    List<String> differences = new ArrayList<>();
    long entries = 0;
    for (int i = 0; i < answers.cases().size(); i++) {
      RCase expected = answers.cases().get(i);
      if (!compiled.refusals().containsKey(i)) {
        differences.addAll(differences(expected, compiled.design(i)));
        entries += entries(expected);
      }
    }
    compiled
        .refusals()
        .forEach(
            (i, code) ->
                assertThat(
                        !code.equals(RANK_DEFICIENT) || Ranks.isDeficient(answers.cases().get(i)))
                    .as(answers.cases().get(i).formula())
                    .isTrue());
    Map<String, Integer> refused = new TreeMap<>();
    compiled.refusals().values().forEach(code -> refused.merge(code, 1, Integer::sum));
    System.out.printf(
        "%d formulas: %d entries compared with R, %d differences; refused: %s%n",
        answers.cases().size(), entries, differences.size(), refused);
    assertThat(differences).isEmpty();
    assertThat(refused.keySet()).isSubsetOf(REFUSED);
    assertThat(compiled.refusals().size())
        .isLessThan((int) (MOST_REFUSED * answers.cases().size()));
  }

  private static long entries(RCase expected) {
    long rows = expected.y().length;
    return rows * (expected.xNames().size() + expected.z().size() + 1);
  }

  private static List<String> differences(RCase expected, DesignMatrices actual) {
    List<String> differences = new ArrayList<>();
    if (!actual.xNames().equals(expected.xNames())) {
      differences.add(
          "%s%n names of X: R %s%n Blup %s"
              .formatted(expected.formula(), expected.xNames(), actual.xNames()));
    } else {
      Map<String, double[]> x = new LinkedHashMap<>();
      for (int column = 0; column < expected.xNames().size(); column++) {
        int c = column;
        x.put(
            expected.xNames().get(column),
            expected.x().stream().mapToDouble(row -> row[c]).toArray());
      }
      int next = 0;
      for (Map.Entry<String, double[]> column : x.entrySet()) {
        int c = next++;
        compareColumn(column, row -> actual.x().get(row, c), expected, differences);
      }
    }
    List<String> zNames = actual.zNames().stream().map(RComparisonTest::sorted).toList();
    Map<String, double[]> z = new TreeMap<>();
    expected.z().forEach((name, column) -> z.put(sorted(name), column));
    if (!Set.copyOf(zNames).equals(z.keySet())) {
      differences.add(
          "%s%n names of Z: R %s%n Blup %s".formatted(expected.formula(), z.keySet(), zNames));
    } else {
      for (Map.Entry<String, double[]> column : z.entrySet()) {
        int c = zNames.indexOf(column.getKey());
        compareColumn(column, row -> actual.z().get(row, c), expected, differences);
      }
    }
    compareColumn(Map.entry("y", expected.y()), row -> actual.y().get(row), expected, differences);
    return differences;
  }

  /**
   * The name with its level's parts in order: what lme4 calls {@code h1:g1} is {@code g1:h1} here.
   */
  private static String sorted(String name) {
    int bar = name.indexOf('|');
    String[] parts = name.substring(bar + 1).split(":");
    Arrays.sort(parts);
    return name.substring(0, bar + 1) + String.join(":", parts);
  }

  private interface Entries {
    double at(int row);
  }

  private static void compareColumn(
      Map.Entry<String, double[]> column, Entries actual, RCase expected, List<String> into) {
    double largest = 0;
    for (double value : column.getValue()) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int row = 0; row < column.getValue().length; row++) {
      double difference = Math.abs(actual.at(row) - column.getValue()[row]);
      if (!(difference <= TOLERANCE * largest + ROUNDING)) {
        into.add(
            "%s%n %s in row %d: R %s, Blup %s"
                .formatted(
                    expected.formula(),
                    column.getKey(),
                    row,
                    column.getValue()[row],
                    actual.at(row)));
        return;
      }
    }
  }

  private static boolean isInstalled(String... command) throws InterruptedException {
    try {
      return run(command) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static BufferedReader reader(InputStream input) {
    return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
  }
}
