package org.blup.processor.validate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which effects may stand in which covariance structure. */
class StructureRulesTest {

  private static final String SOURCE =
      """
      @org.blup.MixedModel("y ~ x + z + f + h + e + b + factor(n) + %s")
      @SuppressWarnings({"blup:903", "blup:904"})
      record Row(
          double y, double x, double z, int n, String f, String h, char c, Visit e, boolean b,
          String g, String k) {

        enum Visit { FIRST, SECOND, THIRD }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ar1(0 + e | g)",
        "ar1h(e - 1 | g)",
        "toep(0 + b | g)",
        "toeph(0 + factor(n) | g/k)",
        "ar1(0 + C(e, sum) | g)",
        "(1 | g) + ar1(0 + e | g)",
        "(1 | g) + csh(0 + e | g)",
        "(x || g) + id(0 + e | g)",
        "(1 | g) + cs(0 + e | g:k)",
        "cs(0 + f | g)",
        "cs(0 + f:h | g)",
        "cs(0 + f:x | g)",
        "cs(0 + x + z | g)",
        "id(1 + scale(x) + poly(z, 2) | g)",
        "id(0 + ns(x, knots(2, 4), boundary(0, 6)) | g)",
        "csh(x + z | g)",
        "csh(f | g)",
        "diag(f | g)",
        "cs(1 | g)",
        "id(0 + x | g)",
        "csh(0 + x:z | g)",
      })
  void effectsFitTheStructure(String term) {
    assertThat(told(term)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ar1(e | g); BLUP306",
        "ar1(1 | g); BLUP306",
        "toep(0 + n | g); BLUP306",
        "toep(0 + x | g); BLUP306",
        "ar1h(0 + e + b | g); BLUP306",
        "ar1h(0 + e:b | g); BLUP306",
        "toeph(0 + e:x | g); BLUP306",
        "ar1(0 + poly(x, 3) | g); BLUP306",
        "ar1(0 + f | g); BLUP307",
        "ar1(0 + c | g); BLUP307",
        "toep(0 + C(f, treatment(\"A\")) | g); BLUP307",
        "cs(f | g); BLUP308",
        "cs(0 + f + h | g); BLUP308",
        "id(x | g); BLUP910",
        "id(0 + f + x | g); BLUP910",
        "id(0 + x + x:z | g); BLUP910",
        "id(0 + poly(x, 2, raw) | g); BLUP910",
        "cs(1 + center(x) | g); BLUP910",
        "cs(0 + x + I(2 * x) | g); BLUP303",
        "(1 | g) + cs(0 + e | g); BLUP302",
        "toep(0 + e | g) + (x | g); BLUP302",
        "(1 | g) + ar1(0 + b | g); BLUP302",
        "(0 + e | g) + cs(0 + e | g); BLUP125",
        "cs(0 + f | f); BLUP304",
      })
  void effectsDoNotFitTheStructure(String term, String code) {
    assertThat(told(term)).singleElement().asString().startsWith("[" + code + "]");
  }

  private static List<String> told(String term) {
    String source = SOURCE.formatted(term.replace("\"", "\\\""));
    return Told.of(source);
  }
}
