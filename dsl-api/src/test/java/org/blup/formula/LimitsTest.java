package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  private static final int LENGTH = 100_000;

  /** Half of what Java gives a thread by default. */
  private static final long STACK = 512 * 1024;

  /** Quadratic work on so many characters takes minutes; this leaves room for slow machines. */
  private static final int PATIENCE_IN_SECONDS = 30;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a+",
        "a-",
        "a*",
        "a:",
        "a/",
        "a^",
        "a|",
        "a~",
        "-",
        "(",
        "((a)",
        "(a)",
        "()",
        "(a|",
        "|",
        "f(a,",
        "log(",
        "log(x+",
        "`",
        "\"",
        "'+\\",
        "`a",
        "a b ",
        "#",
        "=",
        "%",
        "1.",
        ".",
        ",",
        "(a+b)^2*",
        "(1|g)+",
        "(1|g/h)+",
        "offset(a)+",
        "residual(by=a)+",
        "residual(us(v|g)+",
        "f(by=",
        "f(by=a,by=",
        "residual(exp(t|g),variance=power(t))+",
        "(a,by=a)+",
        "a-b+",
        "2x",
        "\uD800",
        "−",
        "<-",
        "9",
      })
  void longTextsTakeTimeInProportion(String unit) {
    answer("y ~ " + unit.repeat(LENGTH / unit.length()));
  }

  @Test
  void longArgumentsOfResidualsHaveAnAnswer() {
    assertThat(answer("y ~ residual(us(v | " + names(10_000, ":") + "))").formula()).isPresent();
    for (String operator : List.of("+", "/", "*", "|", "-", ",")) {
      String many = names(10_000, operator);
      for (String residual :
          List.of(
              "us(v | %s)",
              "us(%s | g)",
              "exp(%s | g)",
              "power(%s)",
              "us(v | g), variance = %s",
              "us(v | g), variance = exp(%s)",
              "us(v | g), by = %s",
              "%s")) {
        assertThat(answer("y ~ residual(" + residual.formatted(many) + ")").problems())
            .as(residual + operator)
            .isNotEmpty();
      }
    }
  }

  @Test
  void longSumsAreModels() {
    assertThat(answer("y ~ " + names(10_000, "+")).formula()).isPresent();
    assertThat(answer("y ~ 1" + "-1+1".repeat(20_000)).formula()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ":", "/", "%in%"})
  void productsOfEverythingAreRefused(String operator) {
    assertThat(answer("y ~ " + names(10_000, operator)).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_MANY_TERMS);
  }

  @Test
  void powersOfEverythingAreRefused() {
    assertThat(answer("y ~ (" + names(10_000, "+") + ")^2").problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_MANY_TERMS);
  }

  @Test
  void powersBeyondTheNumberOfTermsAddNothing() {
    assertThat(Parsed.label("y ~ (a + b)^1000000000")).isEqualTo("y ~ 1 + a + b + a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+b*c:", "(a-b/c %in% d:", "(a:", "("})
  void parenthesesNestToALimit(String open) {
    assertThat(answer("y ~ " + open.repeat(90) + "x" + ")".repeat(90)).formula()).isPresent();
    assertThat(answer("y ~ " + open.repeat(200) + "x" + ")".repeat(200)).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NESTED_TOO_DEEPLY);
  }

  @Test
  void arithmeticIsNoDeeperThanItsReadersCanGo() {
    assertThat(answer("y ~ I(" + names(400, "+") + ")").formula()).isPresent();
    assertThat(answer("y ~ I(" + names(1000, "+") + ")").problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NESTED_TOO_DEEPLY);
    String nested = "log(".repeat(90) + "x" + ("+x".repeat(400) + ")").repeat(90);
    assertThat(answer("y ~ " + nested).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NESTED_TOO_DEEPLY);
  }

  private static String names(int count, String operator) {
    return IntStream.range(0, count).mapToObj(i -> "x" + i).collect(Collectors.joining(operator));
  }

  /** What a thread with a small stack answers in good time. */
  private static ParseResult answer(String text) {
    FutureTask<ParseResult> parsing = new FutureTask<>(() -> Formulas.parse(text));
    new Thread(null, parsing, "parser", STACK).start();
    try {
      return parsing.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException failure) {
      throw new AssertionError("no answer to " + text.substring(0, 20) + "…", failure);
    }
  }
}
