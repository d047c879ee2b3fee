package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.formula.Spelling;
import org.blup.internal.model.text.NearestName;
import org.junit.jupiter.api.Test;

/**
 * The compiler and the runtime, which knows no class of the formula language, suggest the same name
 * for a misspelt one.
 */
class SpellingRuleTest {

  private static final int CASES = 20_000;

  private final Random random = new Random(7);

  @Test
  void compilerAndRuntimeSuggestTheSameName() {
    int suggested = 0;
    for (int i = 0; i < CASES; i++) {
      List<String> known = Stream.generate(this::word).limit(1 + random.nextInt(6)).toList();
      String written = random.nextBoolean() ? word() : misspelt(known.get(0));
      String advice = NearestName.advice(written, known);
      String expected =
          Spelling.suggest(written, known)
              .map(name -> "Did you mean '" + name + "'?")
              .orElse("It has: " + String.join(", ", known));

      assertThat(advice).as("%s among %s", written, known).isEqualTo(expected);
      suggested += advice.startsWith("Did") ? 1 : 0;
    }
    assertThat(suggested).isBetween(CASES / 10, 9 * CASES / 10);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      word.append("abcABCß_".charAt(random.nextInt(8)));
    }
    return word.toString();
  }

  private String misspelt(String word) {
    StringBuilder other = new StringBuilder(word);
    for (int edits = 1 + random.nextInt(3); edits > 0 && other.length() > 1; edits--) {
      int at = random.nextInt(other.length() - 1);
      switch (random.nextInt(4)) {
        case 0 -> other.deleteCharAt(at);
        case 1 -> other.insert(at, 'x');
        case 2 -> other.setCharAt(at, 'y');
        default -> {
          char swapped = other.charAt(at);
          other.setCharAt(at, other.charAt(at + 1));
          other.setCharAt(at + 1, swapped);
        }
      }
    }
    return other.toString();
  }
}
