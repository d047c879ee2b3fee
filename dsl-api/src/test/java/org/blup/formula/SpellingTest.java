package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "'', abc, 3",
    "days, days, 0",
    "days, Days, 0",
    "dais, days, 1",
    "dasy, days, 1",
    "ays, days, 1",
    "dayss, days, 1",
    "kitten, sitting, 3",
    "ca, abc, 3",
  })
  void distanceCountsEditsAndSwapsOfNeighbours(String one, String other, int distance) {
    assertThat(Spelling.distance(one, other)).isEqualTo(distance);
    assertThat(Spelling.distance(other, one)).isEqualTo(distance);
  }

  @Test
  void theNearestWordIsSuggested() {
    assertThat(Spelling.suggest("dais", List.of("reaction", "days", "day", "subject")))
        .contains("days");
    assertThat(Spelling.suggest("Subject", List.of("subjects", "subject"))).contains("subject");
  }

  @Test
  void theOnlyNameThatBeginsWithTheWordIsSuggested() {
    assertThat(Spelling.suggestName("yield", List.of("block", "Yield (t/ha)")))
        .contains("Yield (t/ha)");
    assertThat(Spelling.suggestName("yield", List.of("yield (t/ha)", "yield (kg)"))).isEmpty();
    assertThat(Spelling.suggestName("yield", List.of("yieldsPerHectare"))).isEmpty();
  }

  @Test
  void moreThanAThirdOfTheWordIsAnotherWord() {
    assertThat(Spelling.suggest("dose", List.of("days"))).isEmpty();
    assertThat(Spelling.suggest("xy", List.of("x"))).isEmpty();
    assertThat(Spelling.suggest("b", List.of("a"))).isEmpty();
    assertThat(Spelling.suggest("i", List.of("I"))).contains("I");
  }
}
