package org.blup.internal.model.prediction;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.Prediction;

/** The predictions for some rows, by the position of the row among those given. */
final class PredictionTable {

  /** The ends of two intervals: of the mean, and of a new response. */
  private static final int ENDS = 4;

  private final List<String> rows = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Double> df = new ArrayList<>();
  private final List<List<String>> ends = new ArrayList<>();
  private int more;

  PredictionTable() {
    for (int end = 0; end < ENDS; end++) {
      ends.add(new ArrayList<>());
    }
  }

  /** Adds the next row; of many only the first are printed. */
  <R> void add(Prediction<R> prediction, R row, double level) {
    if (rows.size() == TextTable.MOST_ROWS) {
      more++;
      return;
    }
    double value = prediction.predict(row);
    double error = prediction.standardError(row);
    Interval mean = prediction.confidenceInterval(row, level);
    Interval response = prediction.predictionInterval(row, level);
    double[] bounds = {mean.lower(), mean.upper(), response.lower(), response.upper()};
    Digits digits = Digits.upTo(error, value, mean.lower(), mean.upper());
    rows.add(Integer.toString(rows.size()));
    values.add(digits.print(value));
    errors.add(digits.print(error));
    df.add(prediction.df(row));
    for (int end = 0; end < ENDS; end++) {
      ends.get(end).add(digits.print(bounds[end]));
    }
  }

  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.flushRight("row", rows);
    table.numbers("Prediction", values);
    table.numbers("Std. Error", errors);
    if (!df.stream().allMatch(nu -> nu.isInfinite())) {
      table.numbers("df", df, Digits::df);
    }
    table.numbers("lower", ends.get(0)).numbers("upper", ends.get(1));
    table.numbers("new lower", ends.get(2)).numbers("new upper", ends.get(3));
    return table + TextTable.more(more);
  }
}
