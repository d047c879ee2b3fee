package org.blup.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
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
    FactorLevels levels = of(Levels.strings(), d -> List.of("b", "a10", "a2", "B").forEach(d::add));
    assertThat(levels.labels()).containsExactly("B", "a10", "a2", "b");
    assertThat(levels.indexOf("a2")).isEqualTo(2);
    assertThat(levels.indexOf("c")).isEqualTo(-1);
    assertThat(levels.indexOf((String) null)).isEqualTo(-1);
  }

  @Test
  void integersAreInNumericalOrder() {
    FactorLevels levels = of(Levels.integers(), d -> List.of(10L, -3L, 9L).forEach(d::add));
    assertThat(levels.labels()).containsExactly("-3", "9", "10");
    assertThat(levels.indexOf(10)).isEqualTo(2);
    assertThat(levels.indexOf((short) 9)).isEqualTo(1);
    assertThat(levels.indexOf(Integer.valueOf(-3))).isZero();
    assertThat(levels.indexOf(4L)).isEqualTo(-1);
    assertThat(levels.indexOf((Object) null)).isEqualTo(-1);
  }

  @Test
  void charactersAreInOrderOfTheirCodes() {
    FactorLevels levels = of(Levels.characters(), d -> List.of('c', 'a', 'B').forEach(d::add));
    assertThat(levels.labels()).containsExactly("B", "a", "c");
    assertThat(levels.indexOf('c')).isEqualTo(2);
    assertThat(levels.indexOf(Character.valueOf('x'))).isEqualTo(-1);
  }

  @Test
  void booleansAndEnumsAreKnownBeforehand() {
    FactorLevels booleans = of(Levels.booleans(), d -> {});
    assertThat(booleans.labels()).containsExactly("FALSE", "TRUE");
    assertThat(booleans.indexOf(true)).isEqualTo(1);
    assertThat(booleans.indexOf(Boolean.FALSE)).isZero();

    FactorLevels sexes = of(Levels.of(Sex.values()), d -> d.addOrdinal(2));
    assertThat(sexes.labels()).containsExactly("MALE", "FEMALE", "OTHER");
    assertThat(sexes.indexOf(Sex.FEMALE)).isEqualTo(1);
    assertThat(sexes.indexOf((Object) Sex.OTHER)).isEqualTo(2);
    assertThat(sexes.indexOf("FEMALE")).isEqualTo(1);
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
    FactorLevels levels =
        of(
            Levels.integers().coded(Contrast.polynomial()),
            d -> List.of(1L, 2L, 3L, 4L, 5L).forEach(d::add));
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
  void levelsTakenBackLeaveTheOthersFound() {
    LevelDictionary dictionary = LevelDictionary.of("f", Levels.strings());
    for (int i = 0; i < 1000; i++) {
      assertThat(dictionary.add("level " + i)).isEqualTo(i);
      int known = dictionary.size();
      dictionary.add("passing " + i);
      dictionary.truncate(known);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(dictionary.add("level " + i)).isEqualTo(i);
    }
    assertThat(dictionary.size()).isEqualTo(1000);
  }

  private static FactorLevels letters(Contrast contrast) {
    return of(Levels.strings().coded(contrast), d -> List.of("A", "B", "C").forEach(d::add));
  }

  private static FactorLevels of(
      Levels levels, Consumer<LevelDictionary> values) {
    LevelDictionary dictionary = LevelDictionary.of("f", levels);
    values.accept(dictionary);
    return FactorLevels.of("Made", dictionary, levels);
  }
}
