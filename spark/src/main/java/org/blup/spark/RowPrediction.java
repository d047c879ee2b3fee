package org.blup.spark;

import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.blup.data.RecordColumns;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.jspecify.annotations.Nullable;

/** The prediction for a row of a dataset; null where there is none. */
final class RowPrediction<R> implements UDF1<Row, @Nullable Double> {

  private static final long serialVersionUID = 1L;

  /** What is predicted. */
  enum Part {
    /** With the predicted effects of the row's levels. */
    CONDITIONAL,

    /** From fixed effects and offset alone. */
    POPULATION
  }

  private final SharedScorer<R> shared;
  private final Part part;
  private final UnknownLevels unknownLevels;

  /** Made in the process of the task. */
  private transient @Nullable ToDoubleFunction<Row> predictor;

  RowPrediction(SharedScorer<R> shared, Part part, UnknownLevels unknownLevels) {
    this.shared = shared;
    this.part = part;
    this.unknownLevels = unknownLevels;
  }

  @Override
  public @Nullable Double call(Row row) {
    if (predictor == null) {
      predictor = predictor();
    }
    double value = predictor.applyAsDouble(row);
    return Double.isNaN(value) ? null : value;
  }

  private ToDoubleFunction<Row> predictor() {
    RecordColumns<R> columns = shared.model().recordColumns();
    DatasetCells cells = new DatasetCells(DatasetColumns.SOURCE, columns.labels());
    ToDoubleFunction<R> values = values(shared.scorer().unknownLevels(unknownLevels));
    return row -> {
      cells.at(row);
      return values.applyAsDouble(columns.row(cells));
    };
  }

  private ToDoubleFunction<R> values(Scorer<R> scorer) {
    return switch (part) {
      case CONDITIONAL -> scorer::predict;
      case POPULATION -> scorer::predictPopulation;
    };
  }
}
