package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.formula.Parsed.marked;
import static org.blup.formula.Parsed.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake, one problem: its code, and the characters it points at. */
class ProblemTest {

  static List<String[]> mistakes() {
    return Parsed.table("mistakes.tsv").stream()
        .filter(row -> row.length == 4)
        .map(row -> new String[] {row[0], row[1].replace("⏎", "\n"), row[2], row[3]})
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void oneMistakeIsOneProblem(String code, String text, String marked, String message) {
    Problem problem = problem(text);
    assertThat(problem.code()).isEqualTo(ProblemCode.valueOf(code));
    assertThat(marked(text, problem)).isEqualTo(marked);
    assertThat(problem.message()).isEqualTo(message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void onlyErrorsHideTheModel(String code, String text, String marked, String message) {
    assertThat(Formulas.parse(text).formula().isPresent())
        .isEqualTo(ProblemCode.valueOf(code).isWarning());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void messagesAreSentencesWithoutFullStop(
      String code, String text, String marked, String message) {
    Problem problem = problem(text);
    assertThat(problem.message()).matches("['A-Z].*[^.]");
    assertThat(problem.help()).allSatisfy(line -> assertThat(line).matches("[A-Z(].*[^.]"));
  }

  @Test
  void everyProblemOfTextsHasACase() {
    Set<ProblemCode> covered =
        mistakes().stream().map(row -> ProblemCode.valueOf(row[0])).collect(Collectors.toSet());
    assertThat(Arrays.stream(ProblemCode.values()).filter(code -> code.number() < 200))
        .allSatisfy(code -> assertThat(covered).contains(code));
  }

  @Test
  void allProblemsAreReportedInTheOrderOfTheText() {
    List<Problem> problems = Formulas.parse("y ~ foo(x) + a b + (x | log(g)) + (1 |").problems();
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactly(
            ProblemCode.UNKNOWN_FUNCTION,
            ProblemCode.MISSING_OPERATOR,
            ProblemCode.INVALID_GROUP,
            ProblemCode.UNCLOSED_PARENTHESIS,
            ProblemCode.MISSING_GROUP);
  }

  @Test
  void helpNamesTheNearestFunctionOrAllOfThem() {
    assertThat(problem("y ~ lgo(x) + (1 | g)").help()).containsExactly("Did you mean 'log'?");
    assertThat(problem("y ~ foo(x) + (1 | g)").help().get(0)).startsWith("The functions are: log");
  }

  @Test
  void helpWritesOutWhatWasMeant() {
    assertThat(problem("y ~ x + (x || a + b)").help())
        .contains("Write a term for each: (x || a) + (x || b)");
    assertThat(problem("y ~ x + (x | a * b)").help())
        .contains("Write a term for each: (x | a) + (x | b) + (x | a:b)");
    assertThat(problem("y ~ x + cs(0 + f | a + b)").help())
        .contains("Write a term for each: cs(0 + f | a) + cs(0 + f | b)");
    assertThat(problem("y ~ x + cs1(0 + f | g)").help()).containsExactly("Did you mean 'cs'?");
    assertThat(problem("y ~ x + AR(0 + f | g)").help()).containsExactly("Did you mean 'ar1'?");
    assertThat(problem("y ~ x + toeplitz (0 + f | g)").help())
        .containsExactly("Did you mean 'toep'?");
    assertThat(problem("y ~ x + foo(1 | g)").help())
        .containsExactly(
            "The structures are: us, diag, id, cs, csh, ar1, ar1h, ad, adh, toep, toeph",
            "Effects are added with '+': foo + (1 | g)");
    assertThat(problem("y ~ x + residual(visit | g)").help())
        .containsExactly("For an unstructured one write residual(us(visit | g))");
    assertThat(problem("y ~ x + residual(sex)").help())
        .containsExactly("For variances alone write residual(by = sex)");
    assertThat(problem("y ~ x + residual(us(v | g), arm)").help())
        .containsExactly("Strata have a name: by = arm");
    assertThat(problem("y ~ x + residual(cs(0 + v | g))").help())
        .containsExactly("Residuals have no intercept to keep or leave out: write cs(v | g)");
    assertThat(problem("y ~ x + residual(ante(v | g))").help())
        .containsExactly("Did you mean 'adh'?");
    assertThat(problem("y ~ x + residual(foo(v | g))").help())
        .containsExactly(
            "The structures are: us, diag, id, cs, csh, ar1, ar1h, ad, adh, toep, toeph, exp, gau");
    assertThat(problem("y ~ x + residual(corCAR1(v | g))").help())
        .containsExactly("Did you mean 'exp'?");
    assertThat(problem("y ~ x + residual(foo(v))").help())
        .containsExactly("The variance functions are: power, exp, known");
    assertThat(problem("y ~ x + residual(varPower(v))").help())
        .containsExactly("Did you mean 'power'?");
    assertThat(problem("y ~ x + residual(us(v | g), power(dose))").help())
        .containsExactly("A variance function has a name here: variance = power(dose)");
    assertThat(problem("y ~ x + residual(exp(0 + (log(t)) | g))").help())
        .containsExactly(
            "Residuals have no intercept, and distances no zero: write exp(log(t) | g)");
    assertThat(problem("y ~ x + residual(us(v | g), varance = power(dose))").help())
        .containsExactly("Did you mean 'variance ='?");
    assertThat(problem("y ~ x + residual(us(v | g), bye = s)").help())
        .containsExactly("Did you mean 'by ='?");
    assertThat(problem("y ~ x + ou(0 + f | g)").help().get(0)).startsWith("The structures are: us");
    assertThat(problem("y ~ x + residual(us(v | a/b))").help()).contains("Write a:b");
    assertThat(problem("y ~ x + residual(us(v | factor(a)))").help())
        .contains("Write the component itself: a");
    assertThat(problem("y ~ x + resdual(us(v | a), by = arm)").help())
        .containsExactly("Did you mean 'residual'?");
    assertThat(problem("y ~ x + repeated(us(v | a))").help())
        .containsExactly("The covariance of the residuals is residual(us(visit | subject))");
    assertThat(problem("y ~ 10 * days + (1 | g)").help())
        .containsExactly("For arithmetic write I(10 * days)");
    assertThat(problem("y ~ days^2 + (1 | g)").help())
        .containsExactly("For arithmetic write I(days^2)");
    assertThat(problem("y ~ log days + (1 | g)").help())
        .containsExactly("A function has its arguments in parentheses: log(x)");
    assertThat(problem("y ~ `my days + (1 | g)").help()).containsExactly("Write `my days`");
    assertThat(problem("y ~ a + b − b + (1 | g)").help()).containsExactly("Did you mean '-'?");
  }

  @Test
  void numbersOfCodesDiffer() {
    assertThat(ProblemCode.values()).extracting(ProblemCode::number).doesNotHaveDuplicates();
    assertThat(ProblemCode.UNKNOWN_VARIABLE.id()).isEqualTo("BLUP201");
  }
}
