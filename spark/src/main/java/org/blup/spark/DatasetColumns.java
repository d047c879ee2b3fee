package org.blup.spark;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.blup.data.ColumnMatch;
import org.blup.exception.UnreadableDataException;

/** Which columns of a dataset are those of a record. Nothing is computed to find out. */
final class DatasetColumns {

  static final String SOURCE = "the dataset";

  /** Columns shown of a dataset that has many. */
  private static final int SHOWN = 40;

  /** For each column of the record its place in the dataset; −1 if it has none. */
  private final int[] places;

  private DatasetColumns(int[] places) {
    this.places = places;
  }

  /**
   * Finds the columns of a model's record by name and type.
   *
   * @param mayBeMissing columns that the dataset need not have
   * @throws UnreadableDataException that lists all columns which are missing, there twice, or of a
   *     type that their component cannot be read from
   */
  static DatasetColumns of(
      SparkModel<?> model, Dataset<Row> dataset, Predicate<String> mayBeMissing) {
    StructField[] fields = dataset.schema().fields();
    List<String> labels = model.recordColumns().labels();
    ColumnMatch match =
        model.recordColumns().match(Arrays.stream(fields).map(StructField::name).toList());
    RecordComponent[] components = model.recordType().getRecordComponents();
    List<String> problems = new ArrayList<>();
    for (int column = 0; column < labels.size(); column++) {
      String label = labels.get(column);
      if (!match.isMissing(column) || !mayBeMissing.test(label)) {
        problem(match, column, fields, components[column].getType())
            .ifPresent(problem -> problems.add("'" + label + "' " + problem));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnreadableDataException(
          message(model.recordColumns().record(), problems, fields), SOURCE, 0);
    }
    return new DatasetColumns(IntStream.range(0, labels.size()).map(match::place).toArray());
  }

  private static Optional<String> problem(
      ColumnMatch match, int column, StructField[] fields, Class<?> component) {
    if (match.isMissing(column)) {
      return Optional.of(
          "is missing"
              + match.suggestion(column).map(name -> " (did you mean '" + name + "'?)").orElse(""));
    }
    if (match.isRepeated(column)) {
      return Optional.of("stands there more than once, in upper or lower case");
    }
    DataType type = fields[match.place(column)].dataType();
    ColumnKind kind = ColumnKind.of(component);
    return kind.takes(type)
        ? Optional.empty()
        : Optional.of(
            "is %s, and %s is read from %s: cast(\"%s\"), or another component"
                .formatted(
                    type.simpleString(), component.getSimpleName(), kind.plural(), kind.cast()));
  }

  private static String message(String record, List<String> problems, StructField[] fields) {
    String shown =
        Arrays.stream(fields)
            .limit(SHOWN)
            .map(field -> field.name() + " " + field.dataType().simpleString())
            .collect(Collectors.joining(", "));
    return "%s does not have the columns of %s:%s\nThere are: %s%s. Rename columns with withColumnRenamed, or give components their names with @Column(\"…\")"
        .formatted(
            SOURCE,
            record,
            problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()),
            fields.length == 0 ? "none" : shown,
            fields.length > SHOWN ? ", … (" + fields.length + " in all)" : "");
  }

  /** The dataset with columns that are called by their places, so that no two share a name. */
  static Dataset<Row> numbered(Dataset<Row> dataset) {
    return dataset.toDF(
        IntStream.range(0, dataset.schema().length())
            .mapToObj(DatasetColumns::name)
            .toArray(String[]::new));
  }

  /** The columns of the numbered dataset in the order of the record's. */
  Column[] columns() {
    return Arrays.stream(places)
        .mapToObj(place -> place < 0 ? functions.lit(null) : functions.col(name(place)))
        .toArray(Column[]::new);
  }

  private static String name(int place) {
    return "c" + place;
  }
}
