package org.blup.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.blup.design.CrossProducts;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Whether the sums of a dataset are collected to the driver or stay where they are, and the sums.
 * The rows are summed once.
 */
final class PathChoice<R> implements AutoCloseable {

  /**
   * What the driver needs for each byte of sums in the form of files, which is compact: the bytes
   * of a run, the sums read from them with their index, those merged so far, and the equations made
   * of all. It is the smallest heap, over the bytes, in which sums of so many levels were read,
   * merged three times and fitted: 28 with 500,000 levels of {@code days + (days | subject)}, 29
   * with 100,000 of {@code year * arm + treated + (year | patient)}, and 30 with 1,000,000 of
   * {@code year + (1 | clinic)}.
   */
  static final double NEED = 30;

  private final JavaRDD<Tuple2<Integer, byte[]>> partitions;
  private final Model<R, ?> model;
  private final JavaSparkContext context;
  private final double memory;
  private @Nullable ClusterLevels<R> levels;

  PathChoice(
      JavaRDD<Tuple2<Integer, byte[]>> partitions, Model<R, ?> model, JavaSparkContext context) {
    this(partitions, model, context, Runtime.getRuntime().maxMemory());
  }

  /**
   * The choice for a driver.
   *
   * @param memory that it has, in bytes
   */
  PathChoice(
      JavaRDD<Tuple2<Integer, byte[]>> partitions,
      Model<R, ?> model,
      JavaSparkContext context,
      double memory) {
    this.partitions = partitions.persist(StorageLevel.MEMORY_AND_DISK());
    this.model = model;
    this.context = context;
    this.memory = memory;
  }

  /**
   * The sums. A level counts once for each partition that has rows of it; where that is too much,
   * levels are merged in the cluster, and then it is known how much they are. What Spark does not
   * let the driver read stays there in any case.
   */
  CrossProducts<R> sums() {
    if (isTooLarge(partitions.map(sums -> (double) sums._2().length).fold(0.0, Double::sum))) {
      double bytes = inCluster().bytes();
      if (isTooLarge(bytes)) {
        return distant(reason(bytes));
      }
    }
    try (MergedRuns<R> runs = new MergedRuns<>(partitions, model)) {
      return runs.isReadable() ? runs.sums() : distant(runs.obstacle());
    }
  }

  private ClusterLevels<R> inCluster() {
    ClusterLevels<R> found = levels;
    if (found == null) {
      found = new ClusterLevels<>(partitions, Models.readable(model).reference(), model, context);
      levels = found;
    }
    return found;
  }

  private CrossProducts<R> distant(String reason) {
    ClusterLevels<R> found = inCluster();
    return new DistantSums<>(found.collapsed(), new Chosen(found, reason));
  }

  private String reason(double bytes) {
    return "their sums would need about %s of the driver's memory, which has %s"
        .formatted(ModelTooLargeException.size(NEED * bytes), ModelTooLargeException.size(memory));
  }

  /** Levels that the user did not choose to leave where they are. */
  private record Chosen(DistantLevels levels, String reason) implements DistantLevels {

    @Override
    public int count(int group) {
      return levels.count(group);
    }

    @Override
    public List<double[]> ofParts(LevelFunction function) {
      return levels.ofParts(function);
    }
  }

  private boolean isTooLarge(double bytes) {
    return NEED * bytes > memory;
  }

  /** Lets go of all that Spark keeps. */
  @Override
  public void close() {
    if (levels != null) {
      levels.close();
    }
    partitions.unpersist(false);
  }
}
