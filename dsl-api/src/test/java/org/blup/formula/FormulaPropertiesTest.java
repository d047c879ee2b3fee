package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FormulaPropertiesTest {

  @Property
  void anyTextHasAnAnswer(@ForAll String text) {
    checkAnswer(text);
  }

  @Property(tries = 5000)
  void anyRowOfWordsHasAnAnswer(@ForAll("rowsOfWords") String text) {
    checkAnswer(text);
  }

  /** A formula exactly where there is no error, and every problem inside the text. */
  private static void checkAnswer(String text) {
    ParseResult result = Formulas.parse(text);
    boolean hasErrors = result.problems().stream().anyMatch(problem -> !problem.code().isWarning());
    assertThat(result.formula().isPresent()).isEqualTo(!hasErrors);
    assertThat(result.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.span().end()).isLessThanOrEqualTo(text.length());
              assertThat(problem.message()).isNotBlank();
            });
  }

  @Property(tries = 2000)
  void canonicalTextIsTheSameModel(@ForAll("formulas") String text) {
    ParseResult written = Formulas.parse(text);
    Assume.that(written.formula().isPresent());
    ModelFormula model = written.formula().orElseThrow();
    ParseResult again = Formulas.parse(model.label());
    assertThat(again.problems()).isEmpty();
    assertThat(meaning(again.formula().orElseThrow())).isEqualTo(meaning(model));
  }

  /**
   * R orders the variables of an interaction by their appearance, removed terms included, so the
   * first canonical text may turn some round: {@code b + a:b} from {@code a:b + b}. After that it
   * stays.
   */
  @Property(tries = 2000)
  void canonicalTextIsAFixedPoint(@ForAll("formulas") String text) {
    ParseResult written = Formulas.parse(text);
    Assume.that(written.formula().isPresent());
    String canonical = Parsed.label(written.formula().orElseThrow().label());
    assertThat(Parsed.label(canonical)).isEqualTo(canonical);
  }

  @Property
  void namesSurviveQuoting(@ForAll String name) {
    Assume.that(!name.isEmpty() && name.length() < 400);
    ModelFormula formula = Parsed.formula("y ~ " + Formulas.name(name) + " + (1 | g)");
    assertThat(formula.fixed().terms().get(0).variables().get(0).expression())
        .isInstanceOfSatisfying(
            Expression.Name.class, read -> assertThat(read.name()).isEqualTo(name));
  }

  /** What a model says, whatever the order of the variables of an interaction. */
  private static List<Object> meaning(ModelFormula formula) {
    return List.of(
        formula.response(),
        meaning(formula.fixed()),
        formula.offsets(),
        formula.random().stream()
            .map(term -> List.of(meaning(term.effects()), term.group(), term.structure()))
            .toList(),
        formula
            .residual()
            .map(
                term ->
                    List.of(
                        term.structure(),
                        term.position(),
                        term.subject(),
                        term.variance().map(VarianceTerm::label),
                        term.strata())));
  }

  private static List<Object> meaning(Terms terms) {
    List<Set<Variable>> sets =
        terms.terms().stream().map(term -> Set.copyOf(term.variables())).toList();
    return List.of(terms.intercept(), sets);
  }

  @Provide
  Arbitrary<String> rowsOfWords() {
    return Arbitraries.of(
            "a",
            "b",
            "x1",
            "g",
            "`q r`",
            "`",
            "\"s\"",
            "\"",
            "0",
            "1",
            "2.5",
            "1e9",
            "(",
            ")",
            ",",
            "+",
            "-",
            "*",
            "/",
            ":",
            "^",
            "%in%",
            "%",
            "|",
            "||",
            "~",
            "=",
            "#",
            ".",
            "log(",
            "I(",
            "factor(",
            "poly(",
            "C(",
            "offset(",
            "foo(",
            "(1 |",
            "| g)",
            "cs(",
            "ar1(0 +",
            "y ~",
            "residual(",
            "residual(us(",
            "by",
            "by =",
            "variance =",
            "exp(",
            "power(",
            "known(",
            "−",
            "&",
            "\n")
        .list()
        .ofMaxSize(20)
        .map(words -> words.stream().collect(Collectors.joining(" ")));
  }

  @Provide
  Arbitrary<String> formulas() {
    Arbitrary<String> groups = Arbitraries.of("g", "h", "g:h", "g/h", "`my group`", "g/(h:i)");
    Arbitrary<String> random =
        Combinators.combine(
                Arbitraries.of("(%s | %s)", "(%s || %s)", "ar1h(%s | %s)", "cs((%s | %s))"),
                terms(),
                groups)
            .as(String::formatted);
    Arbitrary<String> responses = Arbitraries.of("y", "log(y)", "y / n", "(y)", "scale(y)");
    Arbitrary<String> offsets = Arbitraries.of("", " + offset(o)", " + offset(10 * o)");
    Arbitrary<String> residuals =
        Arbitraries.of(
            "",
            " + residual(us(`d e`|g:h))",
            " + residual(by=c)",
            " + residual(cs(v | g), by = c)",
            " + residual(car1(log(v)|g), variance=power(`d e`))",
            " + residual(gau(v | g:h), by = c)",
            " + residual(exp(2*v), by = c)",
            " + residual(known(v^2))");
    return Combinators.combine(responses, terms(), offsets, residuals, random.list().ofMaxSize(3))
        .as(
            (response, terms, offset, residual, more) ->
                response
                    + " ~ "
                    + terms
                    + residual
                    + offset
                    + more.stream().map(t -> " + " + t).collect(Collectors.joining()));
  }

  private static Arbitrary<String> terms() {
    Arbitrary<String> leaves =
        Arbitraries.of(
            "a",
            "b",
            "c",
            "`d e`",
            "1",
            "0",
            "I(a^2 + -b)",
            "log(c)",
            "factor(b)",
            "poly(a, 2)",
            "C(c, treatment(\"B \\\"x\\\"\"))",
            "I(a * 1e5 - .25)",
            "pow(a, 0.5)");
    return Arbitraries.lazyOf(
        () -> leaves,
        () -> leaves,
        () -> terms().map(inner -> "(" + inner + ")"),
        () -> terms().map(inner -> "(" + inner + ")^2"),
        () ->
            Combinators.combine(
                    terms(), Arbitraries.of(" + ", " + ", " - ", "*", ":", "/", " %in% "), terms())
                .as((left, operator, right) -> left + operator + right));
  }
}
