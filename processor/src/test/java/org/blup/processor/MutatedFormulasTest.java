package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Good formulas with a token dropped, doubled, swapped or misspelt, and code that uses them. */
class MutatedFormulasTest {

  private static final int SEED = 1991;

  private static final List<String> FORMULAS =
      List.of(
          "yield ~ dose + (1 | field)",
          "yield ~ dose + (dose | field)",
          "yield ~ dose + (dose || field)",
          "yield ~ dose + variety + (1 | field/plot)",
          "yield ~ dose * variety + (1 | field) + (1 | season)",
          "yield ~ dose:variety + variety + (1 | field:plot)",
          "log(yield) ~ log(dose) + I(dose^2) + (1 | field)",
          "yield ~ 0 + variety + offset(base) + (0 + dose | field)",
          "yield ~ factor(season) + dose + (1 | field)",
          "yield ~ variety + ar1(0 + variety | field)",
          "yield ~ variety + season + cs(0 + variety:season | field/plot)",
          "yield ~ dose + residual(us(variety | field:plot), by = season)",
          "yield ~ dose + (1 | field) + residual(ar1(season | plot))",
          "yield ~ dose + residual(by = variety)",
          "yield / area ~ (dose + variety + season)^2 - dose:season + (1 | field)");

  private static final String RECORD =
      """
      import org.blup.MixedModel;

      @MixedModel("%s")
      @SuppressWarnings({"blup:901", "blup:903", "blup:904", "blup:905", "blup:906"})
      record Row%d(
          double yield, double dose, double base, double area, Variety variety, String field,
          String plot, int season) {

        enum Variety { GOLDEN, VICTORY }

        static String use(Iterable<Row%2$d> rows) {
          Row%2$dModel.Fit fit = Row%2$dModel.fit(rows);
          return fit.fixed() + fit.toString();
        }
      }
      """;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+|\\d+|\\|\\||\\S");

  /** What one token was turned into, and where. */
  private record Mutant(String formula, int start, int end) {}

  @Test
  void nothingButOurOwnMessagesIsSaid() {
    List<Mutant> mutants = mutants(100, new Random(SEED));
    List<List<String>> messages = compile(mutants, "--should-stop=ifError=FLOW");
    for (int i = 0; i < mutants.size(); i++) {
      assertThat(messages.get(i))
          .as(mutants.get(i).formula())
          .allSatisfy(message -> assertThat(message).startsWith("[BLUP").doesNotContain("BLUP599"));
    }
  }

  /** A mutation may give another good formula, as where an effect is dropped: nothing is said. */
  @Test
  void nineOfTenMessagesPointAtTheMutation() {
    Random random = new Random(SEED);
    int told = 0;
    int near = 0;
    for (int batch = 0; batch < 10; batch++) {
      List<Mutant> mutants = mutants(100, random);
      List<List<String>> messages = compile(mutants, "-proc:only");
      for (int i = 0; i < mutants.size(); i++) {
        Mutant mutant = mutants.get(i);
        told += messages.get(i).isEmpty() ? 0 : 1;
        near += messages.get(i).stream().anyMatch(message -> isNear(message, mutant)) ? 1 : 0;
      }
    }
    System.out.printf("Of 1000 mutated formulas %d are told of, %d at the place%n", told, near);
    assertThat(told).as("what is left are other good formulas").isGreaterThan(970);
    assertThat(near).isGreaterThan(told * 9 / 10);
  }

  private static List<Mutant> mutants(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> mutate(FORMULAS.get(i % FORMULAS.size()), random))
        .toList();
  }

  /** The messages about each of the formulas. */
  private static List<List<String>> compile(List<Mutant> mutants, String option) {
    List<JavaFileObject> sources = new ArrayList<>();
    List<List<String>> messages = new ArrayList<>();
    for (Mutant mutant : mutants) {
      String literal = mutant.formula().replace("\\", "\\\\").replace("\"", "\\\"");
      String source = RECORD.formatted(literal, sources.size());
      sources.add(JavaFileObjects.forSourceString("Row" + sources.size(), source));
      messages.add(new ArrayList<>());
    }
    Compilation compilation =
        javac()
            .withProcessors(new BlupProcessor())
            .withOptions(option, "-Xmaxerrs", "100000", "-Xmaxwarns", "100000")
            .compile(sources);
    for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
      if (diagnostic.getKind() != Diagnostic.Kind.NOTE && diagnostic.getSource() != null) {
        Matcher number = Pattern.compile("Row(\\d+)").matcher(diagnostic.getSource().getName());
        assertThat(number.find()).isTrue();
        int row = Integer.parseInt(number.group(1));
        messages.get(row).add(diagnostic.getMessage(Locale.ROOT));
      }
    }
    return messages;
  }

  /** Whether a caret stands within two characters of the mutation. */
  private static boolean isNear(String message, Mutant mutant) {
    String[] lines = message.split("\n");
    if (lines.length < 3 || !lines[2].contains("^")) {
      return false;
    }
    int indent = lines[1].length() - lines[1].stripLeading().length();
    int start = lines[2].indexOf('^') - indent;
    int end = lines[2].lastIndexOf('^') + 1 - indent;
    return start <= mutant.end() + 2 && mutant.start() - 2 <= end;
  }

  private static Mutant mutate(String formula, Random random) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(formula);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    int chosen = random.nextInt(tokens.size());
    int start = tokens.get(chosen)[0];
    int end = tokens.get(chosen)[1];
    String before = formula.substring(0, start);
    String token = formula.substring(start, end);
    String after = formula.substring(end);
    switch (random.nextInt(4)) {
      case 0:
        return new Mutant(before + after, start, start);
      case 1:
        return new Mutant(before + token + " " + token + after, start, end + 1 + token.length());
      case 2:
        if (chosen + 1 < tokens.size()) {
          int[] next = tokens.get(chosen + 1);
          String swapped =
              before
                  + formula.substring(next[0], next[1])
                  + formula.substring(end, next[0])
                  + token
                  + formula.substring(next[1]);
          return new Mutant(swapped, start, next[1]);
        }
        return mutate(formula, random);
      default:
        int at = random.nextInt(token.length());
        char wrong = (char) ('a' + random.nextInt(26));
        String misspelt = token.substring(0, at) + wrong + token.substring(at + 1);
        return misspelt.equals(token)
            ? mutate(formula, random)
            : new Mutant(before + misspelt + after, start, end);
    }
  }
}
