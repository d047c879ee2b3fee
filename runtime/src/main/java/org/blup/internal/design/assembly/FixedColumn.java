package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.internal.design.coding.TermCoding;

/**
 * A column of the fixed effects.
 *
 * @param name its name in R: {@code (Intercept)}, {@code varietyMarvellous:nitro}
 * @param term the index of its term among the fixed terms
 * @param column its index within the term
 * @param fate whether it was left out as a combination of columns before it
 */
public record FixedColumn(String name, int term, int column, Fate fate) {

  /** What became of a column. */
  public enum Fate {
    KEPT,

    /** A combination of columns before it, up to rounding. */
    DEPENDENT,

    /** Something in it is new, but so little that cross-products have no digits of it. */
    NEARLY_DEPENDENT
  }

  /** Whether it was left out. */
  public boolean dropped() {
    return fate != Fate.KEPT;
  }

  /**
   * Columns of terms by R's names; where R gives several one name, with levels in quotation marks.
   */
  static List<FixedColumn> all(List<TermCoding> terms, Fate[] fates) {
    Set<String> seen = new HashSet<>();
    Set<String> shared =
        terms.stream()
            .flatMap(term -> term.names().stream())
            .filter(name -> !seen.add(name))
            .collect(Collectors.toSet());
    List<FixedColumn> columns = new ArrayList<>();
    for (int term = 0; term < terms.size(); term++) {
      List<String> names = terms.get(term).names();
      List<String> quoted = terms.get(term).quotedNames();
      for (int column = 0; column < names.size(); column++) {
        Fate fate = fates[columns.size()];
        String name = shared.contains(names.get(column)) ? quoted.get(column) : names.get(column);
        columns.add(new FixedColumn(name, term, column, fate));
      }
    }
    return columns;
  }
}
