package org.blup.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.formula.Spelling;

/**
 * Where the columns of a record stand in a table: found by name, or, where no column has the name,
 * by the one that differs from it in case alone.
 */
public final class ColumnMatch {

  private static final int MISSING = -1;
  private static final int REPEATED = -2;

  private final List<String> labels;

  /** The columns of the table that no column of the record has the name of. */
  private final List<String> others;

  /** For each column of the record its place in the table, or why it has none. */
  private final int[] places;

  private ColumnMatch(List<String> labels, List<String> others, int[] places) {
    this.labels = labels;
    this.others = others;
    this.places = places;
  }

  /**
   * Finds them.
   *
   * @param labels the columns of the record
   * @param names the columns of the table
   */
  static ColumnMatch of(List<String> labels, List<String> names) {
    boolean[] taken = new boolean[names.size()];
    int[] places = new int[labels.size()];
    for (int column = 0; column < places.length; column++) {
      List<Integer> found = find(labels.get(column), names, labels);
      if (found.size() > 1) {
        places[column] = REPEATED;
      } else if (found.isEmpty() || taken[found.get(0)]) {
        places[column] = MISSING;
      } else {
        places[column] = found.get(0);
        taken[found.get(0)] = true;
      }
    }
    List<String> others =
        names.stream().filter(name -> labels.stream().noneMatch(name::equalsIgnoreCase)).toList();
    return new ColumnMatch(labels, others, places);
  }

  /** How many of the labels are among the names. */
  static int known(List<String> names, List<String> labels) {
    return (int) labels.stream().filter(label -> !find(label, names, labels).isEmpty()).count();
  }

  private static List<Integer> find(String label, List<String> names, List<String> labels) {
    List<Integer> exact =
        IntStream.range(0, names.size()).filter(i -> names.get(i).equals(label)).boxed().toList();
    return exact.isEmpty()
        ? IntStream.range(0, names.size())
            .filter(i -> names.get(i).equalsIgnoreCase(label) && !labels.contains(names.get(i)))
            .boxed()
            .toList()
        : exact;
  }

  /** The place in the table of a column of the record, the first being 0; −1 if it has none. */
  public int place(int column) {
    return Math.max(places[column], MISSING);
  }

  /** Whether no column of the table is that column of the record. */
  public boolean isMissing(int column) {
    return places[column] == MISSING;
  }

  /** Whether more than one column of the table may be that column of the record. */
  public boolean isRepeated(int column) {
    return places[column] == REPEATED;
  }

  /** The column of the table that was probably meant by one that is missing. */
  public Optional<String> suggestion(int column) {
    return isMissing(column) ? Spelling.suggestName(labels.get(column), others) : Optional.empty();
  }

  /** For each column of the table the position of the record's column that it is, or −1. */
  int[] positions(int columnsOfTable) {
    int[] positions = new int[columnsOfTable];
    Arrays.fill(positions, -1);
    for (int column = 0; column < places.length; column++) {
      if (places[column] >= 0) {
        positions[places[column]] = column;
      }
    }
    return positions;
  }
}
