package org.blup.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.exception.UnreadableDataException;
import org.blup.formula.Spelling;

/**
 * Finds the columns of a record in those of a table: by name, or, where no column has the name, by
 * the one that differs from it in case alone.
 */
final class ColumnNames {

  /** Names shown of a table that has many. */
  private static final int SHOWN = 40;

  private ColumnNames() {}

  /**
   * For each column of the table the position of the record's column that it is; −1 for those that
   * the record does not have.
   *
   * @param names the columns of the table
   * @param source what messages call the table
   * @param advice what to do where columns are missing
   * @throws UnreadableDataException that names all columns which are not there, or are there twice
   */
  static int[] match(RecordColumns<?> columns, List<String> names, String source, String advice) {
    int[] positions = new int[names.size()];
    Arrays.fill(positions, -1);
    List<String> missing = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    for (int column = 0; column < columns.labels().size(); column++) {
      String label = columns.labels().get(column);
      List<Integer> found = find(label, names, columns.labels());
      if (found.size() > 1) {
        repeated.add(label);
      } else if (found.isEmpty() || positions[found.get(0)] >= 0) {
        missing.add(label);
      } else {
        positions[found.get(0)] = column;
      }
    }
    if (!missing.isEmpty()) {
      throw error(source, lacks(missing, columns, names) + advice);
    }
    if (!repeated.isEmpty()) {
      throw error(source, repeats(repeated));
    }
    return positions;
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

  private static UnreadableDataException error(String source, String words) {
    return new UnreadableDataException(source + ": " + words, source, 0);
  }

  private static String lacks(List<String> missing, RecordColumns<?> columns, List<String> names) {
    List<String> unused =
        names.stream()
            .filter(name -> columns.labels().stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    return (missing.size() == 1 ? "the column " : "the columns ")
        + missing.stream()
            .map(label -> quoted(label) + suggestion(label, unused))
            .collect(Collectors.joining(", "))
        + " of "
        + columns.record()
        + (missing.size() == 1 ? " is" : " are")
        + " missing. There are: "
        + listing(names)
        + ". ";
  }

  private static String repeats(List<String> repeated) {
    return "more than one column is called "
        + repeated.stream().map(ColumnNames::quoted).collect(Collectors.joining(", "))
        + ", in upper or lower case. Rename or remove all but one";
  }

  private static String suggestion(String label, List<String> names) {
    return Spelling.suggest(label, names)
        .map(name -> " (did you mean " + quoted(name) + "?)")
        .orElse("");
  }

  private static String listing(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", … (" + names.size() + " in all)" : shown;
  }

  private static String quoted(String name) {
    return "'" + name + "'";
  }
}
