package org.blup.data;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.exception.UnreadableDataException;

/** Says which columns of a record a table does not have, or has twice. */
final class ColumnNames {

  /** Names shown of a table that has many. */
  private static final int SHOWN = 40;

  private ColumnNames() {}

  /**
   * For each column of the table the position of the record's column that it is; −1 for those that
   * the record does not have.
   *
   * @param names the columns of the table
   * @param optional columns of the record that the table may lack
   * @param source what messages call the table
   * @param advice what to do where columns are missing
   * @throws UnreadableDataException that names all columns which are not there, or are there twice
   */
  static int[] match(
      RecordColumns<?> columns,
      List<String> names,
      List<String> optional,
      String source,
      String advice) {
    ColumnMatch match = columns.match(names);
    List<String> labels = columns.labels();
    List<Integer> missing =
        columnsThat(
            column -> match.isMissing(column) && !optional.contains(labels.get(column)), columns);
    if (!missing.isEmpty()) {
      throw error(source, lacks(missing, match, columns, names) + advice);
    }
    List<Integer> repeated = columnsThat(match::isRepeated, columns);
    if (!repeated.isEmpty()) {
      throw error(source, repeats(repeated, columns));
    }
    return match.positions(names.size());
  }

  private static List<Integer> columnsThat(IntPredicate condition, RecordColumns<?> columns) {
    return IntStream.range(0, columns.labels().size()).filter(condition).boxed().toList();
  }

  private static UnreadableDataException error(String source, String words) {
    return new UnreadableDataException(source + ": " + words, source, 0);
  }

  private static String lacks(
      List<Integer> missing, ColumnMatch match, RecordColumns<?> columns, List<String> names) {
    return (missing.size() == 1 ? "the column " : "the columns ")
        + missing.stream()
            .map(column -> quoted(columns.labels().get(column)) + suggestion(match, column, names))
            .collect(Collectors.joining(", "))
        + " of "
        + columns.record()
        + (missing.size() == 1 ? " is" : " are")
        + " missing. There are: "
        + listing(names)
        + ". ";
  }

  private static String repeats(List<Integer> repeated, RecordColumns<?> columns) {
    return "more than one column is called "
        + repeated.stream()
            .map(column -> quoted(columns.labels().get(column)))
            .collect(Collectors.joining(", "))
        + ", in upper or lower case. Rename or remove all but one";
  }

  /** An only name is rather all names, with a separator that was not found. */
  private static String suggestion(ColumnMatch match, int column, List<String> names) {
    return names.size() == 1
        ? ""
        : match.suggestion(column).map(name -> " (did you mean " + quoted(name) + "?)").orElse("");
  }

  private static String listing(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", … (" + names.size() + " in all)" : shown;
  }

  private static String quoted(String name) {
    return "'" + name + "'";
  }
}
