package org.blup.spark;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.exception.UnknownLevelException;
import org.blup.exception.UnreadableDataException;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.DistantSums;
import org.blup.model.Fitting;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.UnknownLevels;
import scala.Tuple2;

/**
 * Fits models to datasets of Spark, and adds predictions to them.
 *
 * <p>Columns are those of the record by name, in any order, others ignored, and each of a type that
 * its component can be read from: numbers, whole numbers, booleans, dates, or strings (for {@code
 * String}, {@code char}, {@code UUID} and enums). Null and NaN are missing values. Columns that are
 * missing or of another type are one error, before anything is computed.
 */
public final class SparkFits {

  /** The column of {@link #predict} with the effects of the row's levels. */
  public static final String PREDICTION = "prediction";

  /** The column of {@link #predict} from fixed effects and offset alone. */
  public static final String POPULATION_PREDICTION = "populationPrediction";

  private SparkFits() {}

  /**
   * Fits a model to a dataset by REML. Its rows are summed where they are. If the sums fit into the
   * memory of the driver, and within {@code spark.driver.maxResultSize}, they are collected and the
   * model is solved there; if not, and the model has one grouping factor or nested ones, their
   * levels stay in the cluster as for {@link #fitDistributed}, and what needs single levels is
   * refused by the fit. The answer is that of the rows in a list, but for rounding, whatever the
   * partitions; the same partitions, with their rows in the same order, give the same bits. Rows
   * with missing values are an error.
   *
   * @param model {@code SleepModel.model()}
   * @return the typed fit, {@code SleepModel.Fit}
   * @throws UnreadableDataException if columns are missing or of another type, or a value is none
   *     that its component can be
   * @throws BlupException if the rows do not allow a fit; the message says why and what to do
   */
  public static <R, F extends MixedFit<R>> F fit(Model<R, F> model, Dataset<Row> rows) {
    return fit(Arguments.required(model, "model").fitting(), rows);
  }

  /**
   * The same with choices: {@code SleepModel.fitting().criterion(ML)}. To have it one way whatever
   * the size, ask {@link #fitDistributed} or {@link #crossProducts}.
   *
   * @throws UnreadableDataException if columns are missing or of another type, or a value is none
   *     that its component can be
   * @throws BlupException if the rows do not allow a fit; the message says why and what to do
   */
  public static <R, F extends MixedFit<R>> F fit(Fitting<R, F> choices, Dataset<Row> rows) {
    Model<R, F> model = Arguments.required(choices, "choices").model();
    if (DistantSums.obstacle(model.crossProducts()).isPresent()) {
      return choices.fit(crossProducts(model, rows));
    }
    try (PathChoice<R> choice = new PathChoice<>(summed(model, rows), model, context(rows))) {
      return choices.fit(choice.sums());
    }
  }

  /**
   * Fits a model with one grouping factor, or nested ones as in {@code (1 | school/class)}, whose
   * levels stay in the cluster: the driver has what all levels sum to, and each evaluation of the
   * criterion is one job, whose tasks hand on some (p+1)² numbers, p the number of coefficients. So
   * the number of levels is bound by the memory and disks of the cluster alone. The answer is that
   * of {@link #fit}, but for rounding.
   *
   * <p>Tests are Satterthwaite's, Wald's, or by residual degrees of freedom.
   *
   * @param choices {@code SleepModel.fitting()}
   * @return to be closed
   * @throws UnreadableDataException if columns are missing or of another type, or a value is none
   *     that its component can be
   * @throws BlupException if the model has another structure, or the rows do not allow a fit; the
   *     message says why and what to do
   */
  public static <R, F extends MixedFit<R>> DistributedFit<R, F> fitDistributed(
      Fitting<R, F> choices, Dataset<Row> rows) {
    Model<R, F> model = Arguments.required(choices, "choices").model();
    SparkModel<R> readable = Models.readable(model);
    DistantSums.obstacle(model.crossProducts())
        .ifPresent(
            reason -> {
              throw new BlupException(
                  "%s: its levels cannot stay in the cluster, since %s. Fit it with SparkFits.fit"
                      .formatted(model, reason));
            });
    ClusterLevels<R> levels =
        new ClusterLevels<>(summed(model, rows), readable.reference(), model, context(rows));
    try {
      DistantSums<R> sums = new DistantSums<>(levels.collapsed(), levels);
      return new DistributedFit<>(choices.fit(sums), sums, levels, rows.sparkSession());
    } catch (RuntimeException e) {
      levels.close();
      throw e;
    }
  }

  private static JavaSparkContext context(Dataset<Row> rows) {
    return JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
  }

  /** The sums of each partition. */
  static <R> JavaRDD<Tuple2<Integer, byte[]>> summed(Model<R, ?> model, Dataset<Row> rows) {
    SparkModel<R> readable = Models.readable(Arguments.required(model, "model"));
    DatasetColumns columns =
        DatasetColumns.of(readable, Arguments.required(rows, "rows"), missing -> false);
    JavaRDD<Row> selected = DatasetColumns.numbered(rows).select(columns.columns()).javaRDD();
    return selected.mapPartitionsWithIndex(new PartitionSums<>(readable.reference()), true);
  }

  /**
   * Sums the rows of a dataset, for the choices of a fit: {@code
   * SleepModel.fitting().missing(OMIT).fit(SparkFits.crossProducts(SleepModel.model(), rows))}.
   * They can be saved, and merged with those of other days. They must fit into the memory of the
   * driver, which grows with the combinations of levels.
   *
   * @throws UnreadableDataException if columns are missing or of another type, or a value is none
   *     that its component can be
   * @throws BlupException if a number is infinite or a weight not positive, when the message names
   *     the partition and the row within it, or if the sums are too large
   */
  public static <R> CrossProducts<R> crossProducts(Model<R, ?> model, Dataset<Row> rows) {
    try (MergedRuns<R> runs = new MergedRuns<>(summed(model, rows), model)) {
      return runs.sums();
    }
  }

  /**
   * Adds two columns of predictions to a dataset: {@value #PREDICTION} with the effects of the
   * row's levels, and {@value #POPULATION_PREDICTION} from fixed effects and offset alone. They are
   * null where a value that they need is missing. The dataset need not have the response.
   *
   * <p>Computed when the result is: a level that the data of the fit did not have is then an error
   * of the job, an {@link UnknownLevelException}.
   *
   * @throws UnreadableDataException if columns are missing or of another type
   */
  public static <R> Dataset<Row> predict(MixedFit<R> fit, Dataset<Row> rows) {
    return predict(fit, rows, UnknownLevels.ERROR);
  }

  /**
   * The same with a choice for levels that the data of the fit did not have.
   *
   * @throws UnreadableDataException if columns are missing or of another type
   */
  public static <R> Dataset<Row> predict(
      MixedFit<R> fit, Dataset<Row> rows, UnknownLevels unknownLevels) {
    Model<R, ?> model = Model.of(fit);
    Arguments.required(unknownLevels, "unknownLevels");
    SparkModel<R> readable = Models.readable(model);
    ModelReference<R> reference = readable.reference();
    if (reference.model() != readable) {
      throw new BlupException(
          model
              + ": levels are related, and a relationship is not sent to Spark's tasks. Predict the"
              + " rows on the driver, with fit.predict(row)");
    }
    DatasetColumns columns =
        DatasetColumns.of(readable, Arguments.required(rows, "rows"), isResponseOf(model));
    List<String> names = List.of(rows.columns());
    List<String> added = List.of(PREDICTION, POPULATION_PREDICTION);
    failIfThere(added, names);

    SharedScorer<R> shared = shared(fit, reference, context(rows));
    Column row = functions.struct(columns.columns());
    return DatasetColumns.numbered(rows)
        .withColumn(
            PREDICTION, predicted(shared, RowPrediction.Part.CONDITIONAL, unknownLevels, row))
        .withColumn(
            POPULATION_PREDICTION,
            predicted(shared, RowPrediction.Part.POPULATION, unknownLevels, row))
        .toDF(Stream.concat(names.stream(), added.stream()).toArray(String[]::new));
  }

  private static <R> SharedScorer<R> shared(
      MixedFit<R> fit, ModelReference<R> reference, JavaSparkContext context) {
    try {
      return SharedScorer.of(fit, reference, context);
    } catch (DistantLevelsException e) {
      throw new DistantLevelsException(Model.of(fit) + ": SparkFits.predict(fit, rows)");
    }
  }

  private static <R> Column predicted(
      SharedScorer<R> shared, RowPrediction.Part part, UnknownLevels unknownLevels, Column row) {
    return functions
        .udf(new RowPrediction<>(shared, part, unknownLevels), DataTypes.DoubleType)
        .apply(row);
  }

  /** Whether a component stands in the left-hand side of the formula, as in {@code log(price)}. */
  private static Predicate<String> isResponseOf(Model<?, ?> model) {
    String formula = model.formula();
    String response = formula.substring(0, formula.indexOf(" ~ "));
    return label ->
        Pattern.compile("(?<![\\p{L}\\p{N}._])" + Pattern.quote(label) + "(?![\\p{L}\\p{N}._])")
            .matcher(response)
            .find();
  }

  private static void failIfThere(List<String> added, List<String> names) {
    added.stream()
        .filter(column -> names.stream().anyMatch(column::equalsIgnoreCase))
        .findFirst()
        .ifPresent(
            column -> {
              throw new UnreadableDataException(
                  "%s has a column '%s' already, which is what predictions are called. Rename or drop it: %s"
                      .formatted(DatasetColumns.SOURCE, column, names),
                  DatasetColumns.SOURCE,
                  0);
            });
  }
}
