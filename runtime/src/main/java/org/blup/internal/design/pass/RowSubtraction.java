package org.blup.internal.design.pass;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.moments.RefusedSubtraction;
import org.blup.internal.design.structure.ModelStructure;

/** Finds kept rows that are to be taken away again: those with the same numbers and levels. */
final class RowSubtraction {

  private final ModelStructure structure;
  private final RowStore whole;
  private final RowStore part;

  /** For each factor the whole's number of each level of the part, or −1. */
  private final int[][] numbers;

  RowSubtraction(ModelStructure structure, RowStore whole, RowStore part) {
    this.structure = structure;
    this.whole = whole;
    this.part = part;
    numbers = whole.dictionaries().find(part.dictionaries());
  }

  /**
   * The indices of the rows that are left. Of equal rows the first are taken away.
   *
   * @throws BlupException if a row of the part is not among those of the whole
   */
  int[] left() {
    Map<RowContent, Integer> taken = new HashMap<>();
    for (int row = 0; row < part.size(); row++) {
      taken.merge(part.content(row, numbers), 1, Integer::sum);
    }
    int[][] same = identity();
    int[] left =
        IntStream.range(0, whole.size())
            .filter(row -> !take(taken, whole.content(row, same)))
            .toArray();
    if (!taken.isEmpty()) {
      throw refusal(taken);
    }
    return left;
  }

  private static boolean take(Map<RowContent, Integer> rows, RowContent row) {
    Integer count = rows.get(row);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      rows.remove(row);
    } else {
      rows.put(row, count - 1);
    }
    return true;
  }

  private BlupException refusal(Map<RowContent, Integer> notFound) {
    int row = 0;
    while (!notFound.containsKey(part.content(row, numbers))) {
      row++;
    }
    StringBuilder values = new StringBuilder();
    values.append("%s %s".formatted(structure.response(), part.response(row)));
    for (int f = 0; f < structure.factors().size(); f++) {
      values.append(", %s '%s'".formatted(structure.factors().get(f), part.label(f, row)));
    }
    return RefusedSubtraction.because(
        structure,
        "of row %s to be subtracted (%s) there are fewer here"
            .formatted(RowErrors.position(row), values));
  }

  private int[][] identity() {
    int[][] identity = new int[numbers.length][];
    for (int f = 0; f < identity.length; f++) {
      identity[f] = IntStream.range(0, whole.dictionaries().size(f)).toArray();
    }
    return identity;
  }
}
