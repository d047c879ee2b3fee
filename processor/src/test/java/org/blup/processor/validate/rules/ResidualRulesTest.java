package org.blup.processor.validate.rules;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which covariances residuals may have, and beside which random terms. */
class ResidualRulesTest {

  private static final String SOURCE =
      """
      @org.blup.MixedModel("y ~ x + %s")
      @SuppressWarnings({"blup:903", "blup:904", "blup:909"})
      record Row(
          double y, double x, float z, int n, long m, String f, char c, Visit e, boolean b,
          String g, int k) {

        enum Visit { FIRST, SECOND, THIRD }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "residual(us(e | g))",
        "n + residual(us(n | g))",
        "factor(n) + residual(ar1(factor(n) | g))",
        "residual(us(f | g), by = b)",
        "residual(cs(c | g:k), by = m)",
        "residual(ar1(b | g))",
        "residual(us(e | g:k), by = g)",
        "residual(toep(n | k), by = e)",
        "residual(by = b)",
        "residual(by = n)",
        "(1 | g) + residual(by = g)",
        "(1 | g) + residual(id(e | g))",
        "(1 | g) + residual(diag(e | g))",
        "(1 | g) + residual(ar1(e | g))",
        "(1 | g) + residual(csh(e | g))",
        "(1 | g) + residual(adh(e | g))",
        "(1 | g) + residual(us(e | g:k))",
        "(1 | g:k) + residual(us(e | k))",
        "(1 | k:e) + residual(ar1(e | k))",
        "(1 | f) + (1 | k) + residual(ar1h(e | g))",
        "(0 + x | g) + residual(us(e | g))",
        "(0 + e:x | g) + residual(us(e | g))",
        "(x | g) + residual(ar1(e | g))",
        "ad(0 + factor(n) | g) + residual(toep(n | g))",
        "ar1(0 + factor(n) | g) + residual(cs(n | g))",
        "id(0 + factor(n) | g) + residual(adh(n | g))",
        "diag(0 + factor(n) | g) + residual(csh(n | g), by = b)",
        "diag(0 + e | g) + residual(ar1(e | g))",
        "ar1(0 + e | g) + residual(ar1(e | g), by = b)",
        "(0 + e | g) + residual(ar1(e | g), by = b)",
        "residual(exp(x | g))",
        "residual(car1(z | g:k), by = b)",
        "residual(gau(n | g))",
        "residual(gau(log(x) / n | k), by = g)",
        "n + residual(exp(m | g))",
        "(1 | g) + residual(exp(x | g))",
        "(1 | n) + residual(exp(n | g))",
        "(1 | g:n) + residual(exp(n | g))",
        "(x | g) + residual(exp(x | g))",
        "ar1(0 + factor(n) | g) + residual(exp(n | g))",
        "(0 + factor(n) | g) + residual(exp(n | g), by = b)",
        "(0 + e | g) + residual(gau(n | g))",
        "residual(power(x))",
        "residual(exp(z - n), by = b)",
        "(1 | g) + residual(power(n), by = f)",
        "residual(exp(x | g), variance = power(x))",
        "residual(ar1(n | g), variance = power(n))",
        "residual(us(e | g), variance = exp(n), by = b)",
        "residual(csh(n | g), variance = power(n * x))",
        "(1 | g) + residual(cs(e | g), variance = power(x))",
        "residual(known(x))",
        "(1 | g) + residual(known(x^2 / n))",
      })
  void theModelIsSound(String terms) {
    assertThat(told(terms)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "residual(us(x | g)); BLUP212",
        "residual(ar1(z | g)); BLUP212",
        "residual(us(factor(z) | g)); BLUP212",
        "residual(us(e | g), by = x); BLUP212",
        "residual(by = z); BLUP212",
        "residual(exp(f | g)); BLUP213",
        "residual(exp(e | g)); BLUP213",
        "residual(gau(b | g), by = f); BLUP213",
        "residual(exp(log(e) | g)); BLUP205",
        "residual(power(c)); BLUP213",
        "residual(known(e)); BLUP213",
        "residual(us(e | g), variance = exp(f)); BLUP213",
        "residual(exp(x | z)); BLUP204",
        "residual(exp(x | g), by = z); BLUP212",
        "residual(exp(n | n)); BLUP310",
        "residual(gau(n + k | g:k)); BLUP310",
        "residual(exp(n | g), by = n); BLUP310",
        "residual(exp(x | g), by = g); BLUP310",
        "residual(exp(y | g)); BLUP203",
        "residual(power(log(y))); BLUP203",
        "residual(known(y)); BLUP203",
        "residual(power(x / 0 * log(-1))); BLUP211",
        "(0 + factor(n) | g) + residual(exp(n | g)); BLUP309",
        "(factor(n) | g) + residual(gau(log(n) | g)); BLUP309",
        "residual(us(n | g), variance = power(n)); BLUP311",
        "residual(diag(n | g), variance = exp(n^2)); BLUP311",
        "residual(power(n), by = n); BLUP311",
        "residual(exp(x | g), variance = power(n), by = n); BLUP311",
        "residual(us(e | z)); BLUP204",
        "residual(ar1(f | g)); BLUP307",
        "residual(adh(c | g)); BLUP307",
        "residual(us(e | e)); BLUP310",
        "residual(us(e | g:e)); BLUP310",
        "residual(us(n | g), by = n); BLUP310",
        "residual(us(n | g), by = g); BLUP310",
        "(1 | g) + residual(us(e | g)); BLUP309",
        "(1 | g) + residual(cs(e | g), by = b); BLUP309",
        "(1 | g) + residual(toep(n | g)); BLUP309",
        "(1 | g:k) + residual(us(e | k:g)); BLUP309",
        "(1 | g) + residual(ar1(b | g)); BLUP309",
        "(1 | g) + residual(csh(b | g)); BLUP309",
        "(1 | g/e) + residual(diag(e | g)); BLUP309",
        "(1 | g:e) + residual(id(e | g)); BLUP309",
        "(0 + e | g) + residual(us(e | g)); BLUP309",
        "(0 + e | g) + residual(id(e | g)); BLUP309",
        "(0 + e | g) + residual(ar1(e | g)); BLUP309",
        "(e | g) + residual(ar1(e | g)); BLUP309",
        "(0 + e | g) + residual(id(e | g), by = b); BLUP309",
        "ar1(0 + e | g) + residual(ar1(e | g)); BLUP309",
        "ar1(0 + factor(n) | g) + residual(toep(n | g), by = b); BLUP309",
        "cs(0 + e | g) + residual(id(e | g)); BLUP309",
        "cs(0 + factor(n) | g) + residual(diag(n | g)); BLUP309",
        "diag(0 + factor(n) | g) + residual(csh(n | g)); BLUP309",
        "ar1(0 + e | g) + residual(cs(e | g)); BLUP309",
        "ad(0 + e | g) + residual(toep(e | g)); BLUP309",
        "adh(0 + e | g) + residual(csh(e | g)); BLUP309",
        "toeph(0 + factor(n) | g) + residual(toep(n | g), by = b); BLUP309",
        "adh(0 + factor(n) | g) + residual(adh(n | g), by = b); BLUP309",
        "diag(0 + e | g) + residual(id(e | g)); BLUP309",
        "(n | g) + residual(us(n | g)); BLUP309",
        "(0 + I(n^2) | g) + residual(us(n | g)); BLUP309",
      })
  void theModelIsRefused(String terms, String code) {
    assertThat(told(terms)).singleElement().asString().startsWith("[" + code + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"residual(us(e | g:k), by = b)", "residual(ar1(factor(n) | g), by = k)"})
  void itsComponentsAreUsed(String term) {
    String source = SOURCE.formatted(term);
    List<String> notes =
        javac()
            .withProcessors(new BlupProcessor())
            .withOptions("-Ablup.unused=true")
            .compile(JavaFileObjects.forSourceString("Row", source))
            .notes()
            .stream()
            .map(note -> note.getMessage(Locale.ROOT))
            .filter(note -> note.startsWith("[BLUP951]"))
            .toList();
    assertThat(notes).isNotEmpty();
    for (String component : term.split("[^a-z]+")) {
      assertThat(notes).noneMatch(note -> note.contains("uses '" + component + "'"));
    }
  }

  private static List<String> told(String terms) {
    return Told.of(SOURCE.formatted(terms));
  }
}
