package org.blup.formula;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {

  private static final int PART_THAT_MAY_DIFFER = 3;

  private Spelling() {}

  /**
   * The nearest of the known words, if it is within a third of the length of the word as written;
   * of equally near ones the first.
   *
   * @param word what was written
   * @param known what might have been meant
   */
  public static Optional<String> suggest(String word, Collection<String> known) {
    String nearest = null;
    int least = word.length() / PART_THAT_MAY_DIFFER + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) < least) {
        int distance = distance(word, candidate);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * The same of names of columns, which may have several words: if none is near, the only one that
   * begins with the word, as {@code yield (t/ha)} does with {@code yield}.
   */
  public static Optional<String> suggestName(String word, Collection<String> known) {
    return suggest(word, known).or(() -> beginning(word, known));
  }

  private static Optional<String> beginning(String word, Collection<String> known) {
    List<String> found =
        known.stream()
            .filter(candidate -> candidate.regionMatches(true, 0, word, 0, word.length()))
            .filter(candidate -> candidate.length() > word.length())
            .filter(candidate -> !Character.isLetterOrDigit(candidate.charAt(word.length())))
            .toList();
    return found.size() == 1 && !word.isEmpty() ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * The Damerau–Levenshtein distance in its restricted form: insertions, deletions, substitutions
   * and swaps of neighbours, no part edited twice. A difference in case alone counts nothing.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = last[j - 1] + (same(a, i, b, j) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(last[j], current[j - 1]));
        if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
          current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[b.length()];
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
