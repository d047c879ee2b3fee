package org.blup.internal.model.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may have been meant by a name that is not known: the rule of {@code Spelling} of the formula
 * language, which the runtime cannot use, since it does not depend on what the compiler needs.
 */
public final class NearestName {

  /** Known names that a message lists: as many as are read. */
  private static final int SHOWN = 20;

  private NearestName() {}

  /** The nearest name, if a third of the name's letters or fewer are wrong; else all there are. */
  public static String advice(String name, List<String> known) {
    @Nullable String nearest = null;
    int least = name.length() / 3 + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    if (nearest != null) {
      return "Did you mean '" + nearest + "'?";
    }
    if (known.isEmpty()) {
      return "There are none.";
    }
    List<String> shown = known.subList(0, Math.min(SHOWN, known.size()));
    return "It has: " + String.join(", ", shown) + (shown.size() < known.size() ? ", …" : "");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours between two words (Damerau); case
   * does not count.
   */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped = i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
