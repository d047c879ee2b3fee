package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.formula.Parsed.formula;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels are what R 4.2.2 answers to {@code deparse(quote(…))}. */
class LabelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "incidence/size; incidence/size",
        "10*days; 10 * days",
        "I( days ^ 2 ); I(days^2)",
        "I(days**2); I(days^2)",
        "I(age-11); I(age - 11)",
        "I((a+b)*c/d); I((a + b) * c/d)",
        "log( price ); log(price)",
        "-a^2*b; -a^2 * b",
        "2^-1*a; 2^-1 * a",
        "- -a; --a",
        "a- -b; a - -b",
        "+a; +a",
        "a-(b-c); a - (b - c)",
        "`my var`+1; `my var` + 1",
        "pow(x,.5); pow(x, 0.5)",
      })
  void arithmeticIsPrintedAsInR(String written, String label) {
    assertThat(formula(written + " ~ 1").response().label()).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "factor( nitro ); factor(nitro)",
        "poly(days,2); poly(days, 2)",
        "C(f,sum); C(f, sum)",
        "C( factor(dose),treatment( 'B' ) ); C(factor(dose), treatment(\"B\"))",
        "scale(log(x)); scale(log(x))",
        "ns(x,knots(1,2.50),boundary(-1,1e1)); ns(x, knots(1, 2.5), boundary(-1, 10))",
        "`class`; class",
        "`2nd`; `2nd`",
        "`my days`; `my days`",
        "`.`; `.`",
        "x.1_b; x.1_b",
      })
  void termsArePrintedAsInR(String written, String label) {
    assertThat(formula("y ~ " + written).fixed().terms().get(0).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "2L, 2",
    "0.10, 0.1",
    ".5, 0.5",
    "1000, 1000",
    "100000, 1e+05",
    "123456, 123456",
    "3000000, 3e+06",
    "33000000, 3.3e+07",
    "0.0001, 1e-04",
    "0.00012, 0.00012",
    "1.5e-5, 1.5e-05",
    "1e22, 1e+22",
    "123456789012, 123456789012",
    "1234567890123456, 1234567890123456",
    "0.333333333333333314829616256247, 0.333333333333333",
    "6666666666.666666, 6666666666.66667",
    "0.30000000000000004, 0.3",
    "1.7976931348623157e308, 1.79769313486232e+308",
    "5e-324, 4.94065645841247e-324",
    "0, 0",
  })
  void numbersArePrintedAsInR(String written, String label) {
    assertThat(formula("y + " + written + " ~ 1").response().label()).isEqualTo("y + " + label);
  }

  @Test
  void parenthesesAroundTheResponseMeanNothing() {
    assertThat(formula("((y)) ~ 1").response().label()).isEqualTo("y");
  }

  @Test
  void equallyPrintedVariablesAreOne() {
    assertThat(formula("y ~ I(x^2) + I( x ** 2.0 )").fixed().terms()).hasSize(1);
  }
}
