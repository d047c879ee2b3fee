package org.blup.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;
import scala.Tuple2;

/**
 * The levels of grouping factors where Spark has them: their sums on disk, and the cross-products
 * that these make in memory as far as it goes. What is asked of them is one job, whose results are
 * added in the order of the parts, whichever task ends first.
 */
final class ClusterLevels<R> implements DistantLevels, AutoCloseable {

  private final int parts;
  private final Model<R, ?> model;

  /** For each part the sums of its levels; behind these those of one level that stands for all. */
  private final JavaRDD<byte[]> sums;

  private final CrossProducts<R> collapsed;
  private final int[] counts;
  private final long bytes;
  private final Broadcast<byte[]> sent;
  private final LevelTask.Reading<R> reading;
  private final JavaRDD<PartLevels> products;

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
    int count = Math.max(1, partitions.getNumPartitions());
    parts = count;
    this.model = model;
    sums =
        partitions
            .flatMapToPair(new LevelParts<>(reference, parts))
            .repartitionAndSortWithinPartitions(new LevelParts.ByPart(parts + 1))
            .mapPartitions(new PartitionMerge<R, Long>(reference, key -> work(key, count)))
            .persist(StorageLevel.DISK_ONLY());
    try {
      List<byte[]> found =
          ResultLimit.collect(
              sums.mapPartitionsWithIndex(new LevelTask.Extents<>(reference, parts), true), model);
      for (byte[] each : found) {
        PartitionResult.throwIfError(each);
      }
      byte[] last = found.get(parts);
      collapsed = PartitionResult.read(last, model);
      long[] levels = new long[DistantSums.groups(collapsed).size()];
      long size = 0;
      for (byte[] extent : found.subList(0, parts)) {
        ByteBuffer numbers = ByteBuffer.wrap(extent, 1, extent.length - 1);
        size += numbers.getLong();
        for (int g = 0; numbers.hasRemaining(); g++) {
          levels[g] += numbers.getInt();
        }
      }
      counts = Arrays.stream(levels).mapToInt(each -> atMost(each, model)).toArray();
      bytes = size;
      sent = context.broadcast(last);
    } catch (RuntimeException e) {
      sums.unpersist(false);
      throw e;
    }
    reading = new LevelTask.Reading<>(reference, parts, counts, sent);
    products =
        sums.mapPartitionsWithIndex(new LevelTask.Products<>(reading), true)
            .persist(storage(context));
  }

  /**
   * What memory cannot hold goes to disk; unless only types that the user has named may be written,
   * when it is made of the sums again each time.
   */
  private static StorageLevel storage(JavaSparkContext context) {
    return context.getConf().getBoolean("spark.kryo.registrationRequired", false)
        ? StorageLevel.MEMORY_ONLY()
        : StorageLevel.MEMORY_AND_DISK();
  }

  private static TaskWork work(long key, int parts) {
    int part = LevelParts.part(key);
    return part == parts ? TaskWork.ofAll() : TaskWork.ofPart(part, parts);
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
  public int count(int group) {
    return counts[group];
  }

  @Override
  public List<double[]> ofParts(LevelFunction function) {
    List<byte[]> results =
        ResultLimit.collect(products.map(new LevelTask.Evaluation(function)), model);
    results.forEach(PartitionResult::throwIfError);
    return results.stream().map(LevelTask::numbers).toList();
  }

  /** Lets go of all that Spark keeps. */
  @Override
  public void close() {
    products.unpersist(false);
    sums.unpersist(false);
    sent.unpersist(false);
  }
}
