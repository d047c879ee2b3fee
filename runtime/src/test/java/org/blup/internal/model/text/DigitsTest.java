package org.blup.internal.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.blup.model.fit.Interval;
import org.junit.jupiter.api.Test;

class DigitsTest {

  @Test
  void anEstimateEndsAtTheDigitItsErrorIsWorth() {
    assertThat(printed(6.8246, 251.4051)).containsExactly("251.405", "6.825");
    assertThat(printed(123.456, 0.012345)).containsExactly("0.0", "123.5");
    assertThat(printed(1.113640e-7, 1.915207408e-6)).containsExactly("1.9152e-06", "1.114e-07");
    assertThat(printed(2.5e-7, 12.5)).containsExactly("1.25000000e+01", "2.5e-07");
  }

  /** The error is beyond eight digits: its first two digits stay. */
  @Test
  void noEstimateIsCoarserThanItsError() {
    assertThat(printed(1.234e-4, 98765432.1)).containsExactly("98765432.10000", "0.00012");
  }

  @Test
  void numbersWithoutErrorHaveFiveDigits() {
    assertThat(Digits.significant(654.94102)).isEqualTo("654.94");
    assertThat(Digits.significant(7.4305e-14)).isEqualTo("7.4305e-14");
    assertThat(Digits.significant(1234567.8)).isEqualTo("1234568");
    assertThat(Digits.significant(1e12)).isEqualTo("1.0000e+12");
    assertThat(Digits.significant(-0.0)).isEqualTo("0");
    assertThat(Digits.significant(Double.NaN)).isEqualTo("NaN");
    assertThat(Digits.significant(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }

  @Test
  void bothEndsOfAnIntervalAreAlike() {
    assertThat(new Interval(14.381, 37.716)).hasToString("[14.38, 37.72]");
    assertThat(new Interval(-0.0001, 3)).hasToString("[-1.000e-04, 3.0000000e+00]");
    assertThat(new Interval(0, 0.6)).hasToString("[0.0000, 0.6000]");
    assertThat(new Interval(0, 7.914e-7)).hasToString("[0, 7.914e-07]");
    assertThat(new Interval(0, Double.POSITIVE_INFINITY)).hasToString("[0.0000, Inf]");
  }

  @Test
  void pValuesHaveOneStyle() {
    assertThat(Digits.pValue(0.04321)).isEqualTo("0.0432");
    assertThat(Digits.pValue(0.0012345)).isEqualTo("0.0012");
    assertThat(Digits.pValue(0.00099951)).isEqualTo("0.0010");
    assertThat(Digits.pValue(0.00099949)).isEqualTo("0.000999");
    assertThat(Digits.pValue(0.00071628)).isEqualTo("0.000716");
    assertThat(Digits.pValue(9.9951e-5)).isEqualTo("0.000100");
    assertThat(Digits.pValue(9.9949e-5)).isEqualTo("9.99e-05");
    assertThat(Digits.pValue(3.2638e-6)).isEqualTo("3.26e-06");
    assertThat(Digits.pValue(1e-17)).isEqualTo("< 2e-16");
    assertThat(Digits.pValue(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void integratedPValuesHaveNoDigitsBeyondTheirError() {
    assertThat(Digits.pValue(1e-6, 1e-4)).isEqualTo("< 0.0001");
    assertThat(Digits.pValue(1e-6, 2e-5)).isEqualTo("< 0.0001");
    assertThat(Digits.pValue(1e-6, 1e-5)).isEqualTo("< 0.00001");
    assertThat(Digits.pValue(0.00071628, 3e-5)).isEqualTo("0.0007");
    assertThat(Digits.pValue(0.00071628, 3e-6)).isEqualTo("0.00072");
    assertThat(Digits.pValue(0.00071628, 0)).isEqualTo("0.000716");
    assertThat(Digits.pValue(0.04321, 1e-4)).isEqualTo("0.0432");
    assertThat(Digits.pValue(0.04321, 1e-3)).isEqualTo("0.043");
    assertThat(Digits.pValue(0.04321, 9e-3)).isEqualTo("0.04");
    assertThat(Digits.pValue(0.00071628, 3e-4)).isEqualTo("0.001");
    assertThat(Digits.pValue(3.2638e-6, 9e-7)).isEqualTo("0.000003");
    assertThat(Digits.pValue(3.2638e-6, 9e-8)).isEqualTo("0.0000033");
    assertThat(Digits.pValue(3.2638e-6, 9e-9)).isEqualTo("3.26e-06");
    assertThat(Digits.pValue(0, 1e-20)).isEqualTo("< 2e-16");
    assertThat(Digits.pValue(Double.NaN, 1e-3)).isEqualTo("NaN");
  }

  /** A value that the known decimals round to nothing is below the last of them. */
  @Test
  void noPValueIsPrintedAsZero() {
    assertThat(Digits.pValue(0.0004, 3e-4)).isEqualTo("< 0.001");
    assertThat(Digits.pValue(4.4e-6, 2e-6)).isEqualTo("< 0.00001");
    assertThat(Digits.pValue(0.2, 1.5)).isEqualTo("< 1");
  }

  @Test
  void whatTheUserGaveHasNoTrailingZeros() {
    assertThat(List.of(0.6, 4.5, 200, 1e-9, -3).stream().map(n -> Digits.given(n.doubleValue())))
        .containsExactly("0.6", "4.5", "200", "1e-09", "-3");
    assertThat(Digits.percent(0.95)).isEqualTo("95 %");
  }

  @Test
  void aNumberThatRoundsToNothingHasNoSign() {
    assertThat(Digits.statistic(-0.0001)).isEqualTo("0.000");
  }

  @Test
  void decimalPointsStandBelowEachOther() {
    TextTable table = new TextTable().text("", List.of("a", "bc"));
    table.numbers("x", List.of("251.405", "1.9152e-06"));

    assertThat(table).hasToString("                x\n a   251.405\n bc    1.9152e-06\n");
  }

  @Test
  void levelsThatWouldBreakALineAreEscaped() {
    TextTable table = new TextTable().text("g", List.of("a\nb", "\t", "", "\u202ec"));

    assertThat(table).hasToString(" g\n a\\nb\n \\t\n\n \\u202ec\n");
  }

  @Test
  void longTablesAreCutOff() {
    List<String> cells = Collections.nCopies(3000, "1");

    assertThat(new TextTable().numbers("n", cells).toString())
        .hasLineCount(TextTable.MOST_ROWS + 2)
        .endsWith("\n ... and 2,900 more\n");
  }

  @Test
  void digitsAreThoseOfNoLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Digits.count(12345)).isEqualTo("12,345");
      assertThat(Digits.significant(1.5)).isEqualTo("1.5000");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> printed(double error, double estimate) {
    Digits digits = Digits.upTo(error, estimate);
    return List.of(digits.print(estimate), digits.print(error));
  }
}
