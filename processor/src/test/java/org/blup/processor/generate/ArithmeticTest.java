package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.CodeBlock;
import org.blup.formula.Formulas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "I(a), a",
        "I(a^2), \"Math.pow(a, 2.0)\"",
        "I(a + b * c), a + b * c",
        "I((a + b) * c), (a + b) * c",
        "I(a - (b - c)), a - (b - c)",
        "I(a - b - c), a - b - c",
        "I(a / (b * c)), a / (b * c)",
        "I(a / b / c), a / b / c",
        "I(-a^2), \"-Math.pow(a, 2.0)\"",
        "I((-a)^2), \"Math.pow(-a, 2.0)\"",
        "I(-(a + b)), -(a + b)",
        "I(a * -b), a * -b",
        "I(a^b^c), \"Math.pow(a, Math.pow(b, c))\"",
        "I(1 / 2 * a), 1.0 / 2.0 * a",
        "I(a + 1e-3), a + 1e-3",
        "log(a / b), Math.log(a / b)",
        "I(a / log2(b)), a / (Math.log(b) / Math.log(2.0))",
        "\"pow(a, 3)\", \"Math.pow(a, 3.0)\"",
        "abs(sin(a)), Math.abs(Math.sin(a))",
        "I(log(I(a * b))), Math.log(a * b)",
      })
  void arithmeticIsThatOfR(String formula, String java) {
    var response = Formulas.parse(formula + " ~ 1 + (1 | g)").formula().orElseThrow().response();

    CodeBlock compiled =
        new Arithmetic(name -> CodeBlock.of("$L", name)).compile(response.expression());

    String withoutPackage =
        compiled.toString().replace("java.lang.Math", "Math"); // a file imports it
    assertThat(withoutPackage).isEqualTo(java);
  }
}
