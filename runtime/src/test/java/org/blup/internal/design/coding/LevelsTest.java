package org.blup.internal.design.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.Levels;
import org.junit.jupiter.api.Test;

/** Levels stand in their natural order, whatever order they come in, and are coded as R does. */
class LevelsTest {

  private enum Sex {
    MALE,
    FEMALE,
    OTHER
  }

  private static final Offset<Double> ROUNDING = Offset.offset(1e-15);

  @Test
  void stringsAreInOrderOfTheirCharacters() {
    FactorLevels levels = strings(Levels.strings(), "b", "a10", "a2", "B");
    assertThat(levels.labels()).containsExactly("B", "a10", "a2", "b");
    assertThat(levels.indexOf("a2")).isEqualTo(2);
    assertThat(levels.indexOf("c")).isEqualTo(-1);
    assertThat(levels.indexOf((String) null)).isEqualTo(-1);
  }

  @Test
  void integersAreInNumericalOrder() {
    FactorLevels levels = keys(Levels.integers(), 10, -3, 9);
    assertThat(levels.labels()).containsExactly("-3", "9", "10");
    assertThat(levels.indexOf(10)).isEqualTo(2);
    assertThat(levels.indexOf((short) 9)).isEqualTo(1);
    assertThat(levels.indexOf(Integer.valueOf(-3))).isZero();
    assertThat(levels.indexOf(4L)).isEqualTo(-1);
    assertThat(levels.indexOf((Object) null)).isEqualTo(-1);
  }

  @Test
  void integersFarApartAreInNumericalOrderToo() {
    FactorLevels levels = keys(Levels.integers(), Long.MAX_VALUE, 5, Long.MIN_VALUE, -7, 100_000);
    assertThat(levels.labels())
        .containsExactly("-9223372036854775808", "-7", "5", "100000", "9223372036854775807");
    assertThat(levels.indexOf(Long.MIN_VALUE)).isZero();
  }

  /** R 4.2: {@code levels(factor(c(…)))}. */
  @Test
  void numbersAreInNumericalOrderAndNamedAsInR() {
    FactorLevels levels =
        numbers(
            1,
            1.5,
            0.1,
            1e-5,
            1e5,
            123456,
            0.1 + 0.2,
            0.3,
            -2.5,
            -0.0,
            0,
            1.0 / 3,
            1e15,
            123456789.123,
            2e-4,
            1e-300,
            0.001,
            1234567890123456.0);
    assertThat(levels.labels())
        .containsExactly(
            "-2.5",
            "0",
            "1e-300",
            "1e-05",
            "2e-04",
            "0.001",
            "0.1",
            "0.3",
            "0.333333333333333",
            "1",
            "1.5",
            "1e+05",
            "123456",
            "123456789.123",
            "1e+15",
            "1234567890123456");
  }

  @Test
  void numbersAreFoundWhateverTheirTypeAndTheirLastDigits() {
    FactorLevels levels = numbers(0.3, 0, 2);
    assertThat(levels.indexOf(0.1 + 0.2)).isEqualTo(1);
    assertThat(levels.indexOf(-0.0)).isZero();
    assertThat(levels.indexOf(Integer.valueOf(2))).isEqualTo(2);
    assertThat(levels.indexOf(new BigDecimal("0.30"))).isEqualTo(1);
    assertThat(levels.indexOf("0.30")).isEqualTo(1);
    assertThat(levels.indexOf("two")).isEqualTo(-1);
    assertThat(levels.indexOf(0.300001)).isEqualTo(-1);
    assertThat(levels.indexOf(Double.NaN)).isEqualTo(-1);
    assertThat(levels.indexOf(Double.POSITIVE_INFINITY)).isEqualTo(-1);
  }

  private static FactorLevels numbers(double... values) {
    return keys(Levels.numbers(), DoubleStream.of(values).mapToLong(NumberLevel::key).toArray());
  }

  @Test
  void charactersAreInOrderOfTheirCodes() {
    FactorLevels levels = keys(Levels.characters(), 'c', 'a', 'B');
    assertThat(levels.labels()).containsExactly("B", "a", "c");
    assertThat(levels.indexOf('c')).isEqualTo(2);
    assertThat(levels.indexOf(Character.valueOf('x'))).isEqualTo(-1);
  }

  @Test
  void booleansAndEnumsAreKnownBeforehand() {
    FactorLevels booleans = keys(Levels.booleans(), 1, 0);
    assertThat(booleans.labels()).containsExactly("FALSE", "TRUE");
    assertThat(booleans.indexOf(true)).isEqualTo(1);
    assertThat(booleans.indexOf(Boolean.FALSE)).isZero();

    FactorLevels sexes = keys(Levels.of(Sex.values()), 2, 1);
    assertThat(sexes.labels()).containsExactly("MALE", "FEMALE", "OTHER");
    assertThat(sexes.indexOf(Sex.FEMALE)).isEqualTo(1);
    assertThat(sexes.indexOf((Object) Sex.OTHER)).isEqualTo(2);
    assertThat(sexes.indexOf("FEMALE")).isEqualTo(1);
    assertThat(sexes.indexOf(Sex.MALE)).isEqualTo(-1);
    assertThat(sexes.observed()).containsExactly("FEMALE", "OTHER");
  }

  @Test
  void treatmentContrastsCompareWithTheReference() {
    FactorLevels first = letters(Contrast.treatment());
    assertThat(first.contrastNames()).containsExactly("B", "C");
    assertThat(first.row(0)).containsExactly(0, 0);
    assertThat(first.row(2)).containsExactly(0, 1);

    FactorLevels second = letters(Contrast.treatment("B"));
    assertThat(second.contrastNames()).containsExactly("A", "C");
    assertThat(second.row(0)).containsExactly(1, 0);
    assertThat(second.row(1)).containsExactly(0, 0);
  }

  @Test
  void sumContrastsAddToZero() {
    FactorLevels levels = letters(Contrast.sum());
    assertThat(levels.contrastNames()).containsExactly("1", "2");
    assertThat(levels.row(1)).containsExactly(0, 1);
    assertThat(levels.row(2)).containsExactly(-1, -1);
  }

  @Test
  void helmertContrastsCompareWithTheMeanBefore() {
    FactorLevels levels = letters(Contrast.helmert());
    assertThat(levels.contrastNames()).containsExactly("1", "2");
    assertThat(levels.row(0)).containsExactly(-1, -1);
    assertThat(levels.row(1)).containsExactly(1, -1);
    assertThat(levels.row(2)).containsExactly(0, 2);
  }

  /** R: {@code contr.poly(5)} in closed form. */
  @Test
  void polynomialContrastsAreOrthonormal() {
    FactorLevels levels = keys(Levels.integers().coded(Contrast.polynomial()), 1, 2, 3, 4, 5);
    assertThat(levels.contrastNames()).containsExactly(".L", ".Q", ".C", "^4");
    assertThat(levels.row(0))
        .containsExactly(
            new double[] {
              -2 / Math.sqrt(10), 2 / Math.sqrt(14), -1 / Math.sqrt(10), 1 / Math.sqrt(70)
            },
            ROUNDING);
    assertThat(levels.row(2))
        .containsExactly(new double[] {0, -2 / Math.sqrt(14), 0, 6 / Math.sqrt(70)}, ROUNDING);
  }

  @Test
  void levelsAreNumberedAsTheyCome() {
    LevelDictionary dictionary = LevelDictionaries.empty("f", Levels.strings());
    for (int i = 0; i < 2000; i++) {
      assertThat(dictionary.number("level " + i % 1000, 0)).isEqualTo(i % 1000);
    }
    LevelDictionary before = dictionary.copy();
    dictionary.number("another", 0);
    assertThat(before.size()).isEqualTo(1000);
    assertThat(before.find("another")).isEqualTo(LevelDictionary.NONE);
    assertThat(before.find("level 999")).isEqualTo(999);
  }

  private static FactorLevels letters(Contrast contrast) {
    return strings(Levels.strings().coded(contrast), "A", "B", "C");
  }

  private static FactorLevels strings(Levels levels, String... values) {
    LevelDictionary dictionary = LevelDictionaries.empty("f", levels);
    for (String value : values) {
      dictionary.number(value, 0);
    }
    return FactorLevels.of("Made", dictionary, levels);
  }

  private static FactorLevels keys(Levels levels, long... values) {
    LevelDictionary dictionary = LevelDictionaries.empty("f", levels);
    for (long value : values) {
      dictionary.number(null, value);
    }
    return FactorLevels.of("Made", dictionary, levels);
  }
}
