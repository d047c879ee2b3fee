package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnumSpellingsTest {

  enum Dose {
    VERY_LOW,
    INTERMEDIATE,
    _3
  }

  enum Sign {
    a,
    A,
    B
  }

  private final EnumSpellings<Dose> doses = new EnumSpellings<>(Dose.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VERY_LOW",
        "very_low",
        "Very low",
        "very-low",
        "very.low",
        "VERY LOW",
        "very  low"
      })
  void caseAndWhatIsBetweenWordsDoNotMatter(String text) {
    assertThat(doses.find(text)).isEqualTo(Dose.VERY_LOW);
  }

  enum Kind {
    BLAUER_SÜSS,
    ÉTÉ
  }

  /** As {@code blup init} writes them. */
  @Test
  void lettersThatUpperCaseWritesAsTwoAreFound() {
    EnumSpellings<Kind> kinds = new EnumSpellings<>(Kind.class);

    assertThat(kinds.find("Blauer Süß")).isEqualTo(Kind.BLAUER_SÜSS);
    assertThat(kinds.find("blauer süss")).isEqualTo(Kind.BLAUER_SÜSS);
    assertThat(kinds.find("été")).isEqualTo(Kind.ÉTÉ);
  }

  @Test
  void aConstantThatCannotStartWithADigitIsTheNumber() {
    assertThat(doses.find("3")).isEqualTo(Dose._3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verylow", "low", "", "_", "30", "VERY_LOW2"})
  void otherWordsAreNone(String text) {
    assertThat(doses.find(text)).isNull();
  }

  @Test
  void whereTwoConstantsDifferInCaseOnlyEachIsWrittenAsItIs() {
    EnumSpellings<Sign> signs = new EnumSpellings<>(Sign.class);

    assertThat(signs.find("a")).isEqualTo(Sign.a);
    assertThat(signs.find("A")).isEqualTo(Sign.A);
    assertThat(signs.find("b")).isEqualTo(Sign.B);
    assertThat(signs.find("a ")).isNull();
  }

  @Test
  void theLocaleOfTheMachineChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(new EnumSpellings<>(Dose.class).find("intermediate")).isEqualTo(Dose.INTERMEDIATE);
    } finally {
      Locale.setDefault(before);
    }
  }
}
