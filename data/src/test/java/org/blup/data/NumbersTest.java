package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's answer is the truth: {@link Double#parseDouble} rounds correctly. */
class NumbersTest {

  @Property
  void everyDoubleIsReadAsItWasWritten(@ForAll double number) {
    assertThat(parse(Double.toString(number))).isEqualTo(number);
  }

  @Property
  void decimalsAreRoundedOnce(
      @ForAll long digits, @ForAll @IntRange(min = -40, max = 40) int exponent) {
    String text = digits + "e" + exponent;
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void fractionsAreRoundedOnce(
      @ForAll int whole,
      @ForAll @IntRange(min = 0) int part,
      @ForAll @IntRange(max = 12) int zeros) {
    String text = whole + "." + "0".repeat(zeros) + part;
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    assertThat(Numbers.parse(text.replace('.', ',').toCharArray(), 0, text.length(), ','))
        .isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+1",
        "1.",
        ".5",
        "-.5e-3",
        "1E5",
        "1e+05",
        "000123",
        "0.1",
        "4.35",
        "1e22",
        "1e23",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.000000000000000000000001",
        "4.9e-324",
        "1.7976931348623157e308",
        "1e400",
        "1e-400",
        "0e99999999999",
        "1e99999999999",
        "1e-99999999999",
        "179769313486231580793e289"
      })
  void bordersOfDoublesAreThoseOfTheJdk(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "inf", "+Infinity", "INF"})
  void infinityMayBeWritten(String text) {
    assertThat(parse(text)).isInfinite().isPositive();
    assertThat(parse("-" + text.replace("+", ""))).isInfinite().isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e5.0", "1.2.3", "1,2", "--1", "+-1", "1-",
        "1f", "1d", "1L", "0x10", "1_000", "1 000", "1'000", "\u0661", "\uFF11", "1%", "$1", "NA",
        "Infinit", "-.inf", "NaN1", "1e1e1"
      })
  void whatIsNotANumberIsNone(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> parseDecimal(text)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "-12345678901234567890.123456789", "+1e3", "1.50"})
  void decimalsKeepTheirDigits(String text) {
    assertThat(parseDecimal(text)).isEqualTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Inf", "-inf", "1e99999999999"})
  void decimalsAreFinite(String text) {
    assertThatThrownBy(() -> parseDecimal(text)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar-SA-u-nu-arab", "tr"})
  void theLocaleOfTheMachineChangesNothing(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertThat(parse("1234.5")).isEqualTo(1234.5);
      assertThat(parse("INFINITY")).isInfinite();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static double parse(String text) {
    return Numbers.parse(text.toCharArray(), 0, text.length(), '.');
  }

  private static BigDecimal parseDecimal(String text) {
    return Numbers.parseDecimal(text.toCharArray(), 0, text.length(), '.');
  }
}
