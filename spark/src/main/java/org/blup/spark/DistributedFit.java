package org.blup.spark;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.DistantSums;
import org.blup.model.MixedFit;
import org.blup.model.Model;

/**
 * A fit whose levels have stayed in the cluster. {@link #fit} answers all that needs no single
 * level: coefficients and their tests, variances, criterion, means. The modes are a dataset.
 *
 * <p>Until it is closed, Spark keeps the sums of all levels, on disk and as far as it goes in
 * memory; the fit and its answers stay afterwards.
 *
 * @param <R> the record the rows are
 * @param <F> the typed fit
 */
public final class DistributedFit<R, F extends MixedFit<R>> implements AutoCloseable {

  /** The column of {@link #modes} with the name of the effect. */
  public static final String EFFECT = "effect";

  /** The column of {@link #modes} with the conditional mode. */
  public static final String MODE = "mode";

  /** The column of {@link #modes} with the conditional standard deviation. */
  public static final String STANDARD_DEVIATION = "standardDeviation";

  /** Within a quoted name, a character and what makes it stand for itself. */
  private static final Pattern QUOTED = Pattern.compile("\\\\(.)");

  private final F fit;
  private final List<DistantSums.FittedLevels> groups;
  private final ClusterLevels<R> levels;
  private final SparkSession session;

  /**
   * A fit.
   *
   * @param sums that it was made of, and no other fit since
   */
  DistributedFit(F fit, DistantSums<R> sums, ClusterLevels<R> levels, SparkSession session) {
    this.fit = fit;
    groups = sums.lastFitted();
    this.levels = levels;
    this.session = session;
  }

  /**
   * The typed fit. What needs single levels, as predictions with their effects do, it refuses with
   * a {@link org.blup.exception.DistantLevelsException}.
   */
  public F fit() {
    return fit;
  }

  /**
   * How many levels the grouping factor has.
   *
   * @throws BlupException if there are several: ask {@link #levels(String)}
   */
  public int levels() {
    return levels.count(only("levels"));
  }

  /**
   * How many levels one of several grouping factors has.
   *
   * @param group as the summary names it: {@code school:class}
   * @throws BlupException if there is no such group
   */
  public int levels(String group) {
    return levels.count(index(group));
  }

  private int only(String question) {
    if (groups.size() > 1) {
      throw new BlupException(
          "%s: there are several grouping factors, %s; say which, as in %s(\"%s\")"
              .formatted(Model.of(fit), labels(), question, labels().get(0)));
    }
    return 0;
  }

  private int index(String group) {
    int index = labels().indexOf(Arguments.required(group, "group"));
    if (index < 0) {
      throw new BlupException(
          "%s: there is no grouping factor '%s'; there are %s"
              .formatted(Model.of(fit), group, labels()));
    }
    return index;
  }

  private List<String> labels() {
    return groups.stream().map(each -> each.group().label()).toList();
  }

  /**
   * The conditional modes: for each level and each of its effects a row, with the level as texts,
   * one column for each factor of the group, then {@value #EFFECT} as R names it, {@value #MODE}
   * and {@value #STANDARD_DEVIATION} given the data. Computed when the dataset is, which must be
   * before the fit is closed.
   *
   * @throws BlupException if the data do not determine all variances, or if there are several
   *     grouping factors: ask {@link #modes(String)}
   */
  public Dataset<Row> modes() {
    return modes(only("modes"));
  }

  /**
   * The conditional modes of one of several grouping factors, as {@link #modes()} has them.
   *
   * @param group as the summary names it: {@code school:class}
   * @throws BlupException if there is no such group, or if the data do not determine all variances
   */
  public Dataset<Row> modes(String group) {
    return modes(index(group));
  }

  private Dataset<Row> modes(int group) {
    DistantSums.FittedLevels fitted = groups.get(group);
    LevelFunction modes =
        fitted
            .modes()
            .orElseThrow(
                () ->
                    new BlupException(
                        Model.of(fit)
                            + ": the data do not determine all variances, and so no modes. See"
                            + " undeterminedVariances() of the fit"));
    StructType schema = new StructType();
    for (String factor : fitted.group().factors()) {
      schema = schema.add(column(factor), DataTypes.StringType, false);
    }
    schema =
        schema
            .add(EFFECT, DataTypes.StringType, false)
            .add(MODE, DataTypes.DoubleType, false)
            .add(STANDARD_DEVIATION, DataTypes.DoubleType, false);
    return session.createDataFrame(
        levels
            .sums()
            .mapPartitionsWithIndex(
                new ModeRows<>(levels.reading(), group, modes, fitted.effectNames()), false),
        schema);
  }

  /** A factor as columns are called: formulas quote names that are no identifiers. */
  private static String column(String factor) {
    return factor.startsWith("`")
        ? QUOTED.matcher(factor.substring(1, factor.length() - 1)).replaceAll("$1")
        : factor;
  }

  /** Lets go of what Spark keeps. The fit stays. */
  @Override
  public void close() {
    levels.close();
  }

  /** The summary of the fit. */
  @Override
  public String toString() {
    return fit.toString();
  }
}
