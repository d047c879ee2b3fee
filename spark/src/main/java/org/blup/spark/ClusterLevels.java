package org.blup.spark;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.model.Model;
import scala.Tuple2;
import scala.Tuple3;

/**
 * The levels of a grouping factor where Spark has them: their sums on disk, and the cross-products
 * that these make in memory as far as it goes. What is asked of them is one job, whose results are
 * added in the order of the parts, whichever task ends first.
 */
final class ClusterLevels<R> implements DistantLevels, AutoCloseable {

  private final int parts;

  /** For each part the sums of its levels; behind these those of one level that stands for all. */
  private final JavaRDD<byte[]> sums;

  private final CrossProducts<R> collapsed;
  private final int count;
  private final long bytes;
  private final Broadcast<byte[]> sent;
  private final LevelTask.Reading<R> reading;
  private final JavaRDD<Tuple3<int[], double[], double[]>> blocks;

  /**
   * Takes the sums of partitions apart, and merges them part by part.
   *
   * @throws BlupException if rows led to an error
   */
  ClusterLevels(
      JavaRDD<Tuple2<Integer, byte[]>> partitions,
      ModelReference<R> reference,
      Model<R, ?> model,
      JavaSparkContext context) {
    parts = Math.max(1, partitions.getNumPartitions());
    sums =
        partitions
            .flatMapToPair(new LevelParts<>(reference, parts))
            .repartitionAndSortWithinPartitions(new LevelParts.ByPart(parts + 1))
            .mapPartitions(new PartitionMerge<R, Long>(reference))
            .persist(StorageLevel.DISK_ONLY());
    try {
      List<byte[]> found =
          sums.mapPartitionsWithIndex(new LevelTask.Extents<>(reference, parts), true).collect();
      for (byte[] each : found) {
        PartitionResult.throwIfError(each);
      }
      byte[] last = found.get(parts);
      collapsed = PartitionResult.read(last, model);
      long levels = 0;
      long size = 0;
      for (byte[] extent : found.subList(0, parts)) {
        levels += ByteBuffer.wrap(extent).getInt(1);
        size += ByteBuffer.wrap(extent).getLong(1 + Integer.BYTES);
      }
      count = atMost(levels, model);
      bytes = size;
      sent = context.broadcast(last);
    } catch (RuntimeException e) {
      sums.unpersist(false);
      throw e;
    }
    reading = new LevelTask.Reading<>(reference, parts, count, sent);
    blocks =
        sums.mapPartitionsWithIndex(new LevelTask.Blocks<>(reading), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static int atMost(long levels, Model<?, ?> model) {
    if (levels > Integer.MAX_VALUE) {
      throw new ModelTooLargeException(
          "%s: %d levels are more than the %d that a grouping factor may have"
              .formatted(model, levels, Integer.MAX_VALUE));
    }
    return (int) levels;
  }

  /** The sums of all rows, with one level in the place of all. */
  CrossProducts<R> collapsed() {
    return collapsed;
  }

  /** How many bytes the sums of all levels take, each once. */
  long bytes() {
    return bytes;
  }

  /** For each part its sums, to be read by {@link #reading}; behind them something else. */
  JavaRDD<byte[]> sums() {
    return sums;
  }

  /** Makes levels of the sums of a part. */
  LevelTask.Reading<R> reading() {
    return reading;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public List<double[]> ofParts(LevelFunction function) {
    return blocks.map(new LevelTask.Evaluation(function)).collect().stream()
        .map(LevelTask::numbers)
        .toList();
  }

  /** Lets go of all that Spark keeps. */
  @Override
  public void close() {
    blocks.unpersist(false);
    sums.unpersist(false);
    sent.unpersist(false);
  }
}
