package org.blup.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotations of components are another way to write a formula. */
class ComponentAnnotationsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          @Random String g                                   ; y ~ 1 + (1 | g)
          @Fixed double x, @Random String g                  ; y ~ 1 + x + (1 | g)
          @Random int g                                      ; y ~ 1 + (1 | g)
          @Random(within = "a") String g, String a           ; y ~ 1 + (1 | a) + (1 | a:g)
          @Random(within = {"a", "b"}) String g, String a, String b \
            ; y ~ 1 + (1 | a) + (1 | a:b) + (1 | a:b:g)
          @Fixed @Random(group = "g") double x, String g     ; y ~ 1 + x + (1 + x | g)
          @Fixed @Random(group = "g", intercept = false) double x, String g \
            ; y ~ 1 + x + (0 + x | g)
          @Fixed @Random(group = "g", correlated = false) double x, String g \
            ; y ~ 1 + x + (1 + x || g)
          @Fixed @Random(group = "g", structure = Structure.DIAG) double x, String g \
            ; y ~ 1 + x + (1 + x || g)
          @Fixed @Random(group = "g", structure = Structure.US) double x, String g \
            ; y ~ 1 + x + (1 + x | g)
          @Random(group = "g", intercept = false, structure = Structure.CS) String f, String g \
            ; y ~ 1 + cs(0 + f | g)
          @Random(group = "g", intercept = false, structure = Structure.ID, correlated = false) \
            boolean f, String g ; y ~ 1 + id(0 + f | g)
          @Fixed @Random(group = "g", intercept = false, structure = Structure.CSH) double x, \
            String g ; y ~ 1 + x + (0 + x | g)
          @Fixed @Random(group = "g", structure = Structure.CSH) double x, String g, \
            @Fixed @Random(group = "g", structure = Structure.CSH) double z \
            ; y ~ 1 + x + z + csh(1 + x + z | g)
          @Fixed @Random(group = {"a", "b"}) double x, String a, String b \
            ; y ~ 1 + x + (1 + x | a:b)
          @Fixed @Random(group = "g") double x, String g, @Fixed @Random(group = "g") double z \
            ; y ~ 1 + x + z + (1 + x + z | g)
          @Fixed @Random(group = "g") @Random(group = "h") double x, String g, String h \
            ; y ~ 1 + x + (1 + x | g) + (1 + x | h)
          @Random String g, @Fixed @Random(group = "g", intercept = false) double x \
            ; y ~ 1 + x + (1 + x || g)
          @Fixed double x, @Offset double o, @Random String g ; y ~ 1 + x + offset(o) + (1 | g)
          @Fixed @Random(group = "g") String m, String g     ; y ~ 1 + m + (1 + m | g)
          @Fixed @Repeated(subject = "g") String f, String g \
            ; y ~ 1 + f + residual(us(f | g))
          @Repeated(subject = {"a", "b"}, structure = Structure.AR1) int n, int a, @Random String b \
            ; y ~ 1 + (1 | b) + residual(ar1(factor(n) | a:b))
          @Repeated(subject = "g", by = "a b") char c, String g, @Column("a b") boolean d, \
            @Offset double o ; y ~ 1 + offset(o) + residual(us(c | g), by = `a b`)
          @Fixed double x, @Repeated(subject = "g", structure = Structure.EXP) double t, String g \
            ; y ~ 1 + x + residual(exp(t | g))
          @Repeated(subject = {"a", "b"}, structure = Structure.GAU, by = "c") int n, int a, int b, \
            char c ; y ~ 1 + residual(gau(n | a:b), by = c)
          @ResidualVariance(VarianceFunction.POWER) float v, @Random String g \
            ; y ~ 1 + (1 | g) + residual(power(v))
          @Fixed @ResidualVariance(value = VarianceFunction.EXP, by = "g") double v, String g \
            ; y ~ 1 + v + residual(exp(v), by = g)
          @ResidualVariance(VarianceFunction.EXP) @Repeated(subject = "g", by = "h", \
            structure = Structure.AR1) int n, String g, String h \
            ; y ~ 1 + residual(ar1(factor(n) | g), variance = exp(n), by = h)
          @ResidualVariance(value = VarianceFunction.POWER, by = "h") @Column("a v") double v, \
            @Repeated(subject = "g") int n, String g, String h \
            ; y ~ 1 + residual(us(factor(n) | g), variance = power(`a v`), by = h)
          @ResidualVariance(VarianceFunction.KNOWN) double v, @Random String g \
            ; y ~ 1 + (1 | g) + residual(known(v))
          @Random @Column("class") String room               ; y ~ 1 + (1 | class)
          @Random @Column("a room") String room              ; y ~ 1 + (1 | `a room`)
          """)
  void theyMeanAFormula(String components, String formula) {
    assertThat(Sources.formulaOf("@MixedModel", "@Response double y, " + components.strip()))
        .isEqualTo(formula.strip());
  }

  @Test
  void bothFormsGiveTheSameClass() {
    String annotated =
        Sources.generatedFor(
            "@MixedModel",
            "@Response double y, @Fixed @Random(group = \"g\") double x, @Weight double w, String"
                + " g, @Repeated(subject = \"h\", structure = Structure.TOEPH, by = \"k\") int n,"
                + " String h, boolean k");
    String formula =
        Sources.generatedFor(
            "@MixedModel(\"y ~ x + (x | g) + residual(toeph(n | h), by = k)\")",
            "double y, double x, @Weight double w, String g, int n, String h, boolean k");
    assertThat(withoutOrigin(annotated)).isEqualTo(withoutOrigin(formula));
  }

  private static String withoutOrigin(String source) {
    return source.replaceAll("(?m)^ \\*.*\n", "");
  }
}
