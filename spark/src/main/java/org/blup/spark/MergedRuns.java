package org.blup.spark;

import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.blup.design.CrossProducts;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Model;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The sums of a dataset for the driver to merge, in the order of the partitions. Many partitions
 * are merged in two steps: runs of consecutive ones where they are, and what is left on the driver,
 * which then reads about the square root of their number. It reads one after the other: each may
 * have all levels, and the driver's memory is chosen for the sums of all, not for as many as there
 * are parts.
 */
final class MergedRuns<R> implements AutoCloseable {

  /** Up to this many parts the driver merges alone: a step more costs a shuffle. */
  private static final int MERGED_ON_DRIVER = 8;

  private final JavaRDD<byte[]> runs;
  private final Model<R, ?> model;
  private final ResultLimit limit;
  private final long largest;

  /** Computes the sums of all partitions, and keeps them on the disks of the cluster. */
  MergedRuns(JavaRDD<Tuple2<Integer, byte[]>> parts, Model<R, ?> model) {
    this.model = model;
    limit = ResultLimit.of(parts.context().getConf());
    int partitions = parts.getNumPartitions();
    ModelReference<R> reference = Models.readable(model).reference();
    runs =
        partitions <= MERGED_ON_DRIVER
            ? parts.map(Tuple2::_2)
            : JavaPairRDD.fromJavaRDD(parts)
                .repartitionAndSortWithinPartitions(Runs.of(partitions))
                .mapPartitions(new PartitionMerge<R, Integer>(reference, TaskWork::ofRun));
    runs.persist(StorageLevel.DISK_ONLY());
    try {
      // all at once; each is then fetched by a job of its own
      List<Integer> lengths = runs.map(run -> run.length).collect();
      largest = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
    } catch (RuntimeException e) {
      runs.unpersist(false);
      throw e;
    }
  }

  /** Whether the driver may read each run; if not, {@link #obstacle} says why. */
  boolean isReadable() {
    return limit.allows(largest);
  }

  /** Why the driver may not read all runs, as a clause. */
  String obstacle() {
    return limit.exceededBy(largest);
  }

  /**
   * Merges them.
   *
   * @throws ModelTooLargeException if the driver may not read them
   */
  CrossProducts<R> sums() {
    if (!isReadable()) {
      throw new ModelTooLargeException(
          ("%s: the rows cannot be summed on the driver, since %s. Raise that, or let each"
                  + " level of the largest group be in one of many partitions, with repartition(n,"
                  + " col(…)); levels of one grouping factor, or of nested ones, can stay in the"
                  + " cluster with SparkFits.fitDistributed")
              .formatted(model, obstacle()));
    }
    CrossProducts<R> sums = model.crossProducts();
    runs.toLocalIterator().forEachRemaining(run -> sums.merge(PartitionResult.read(run, model)));
    return sums;
  }

  /** Lets go of what Spark keeps. */
  @Override
  public void close() {
    runs.unpersist(false);
  }

  /** Which run of consecutive partitions a partition belongs to. */
  private static final class Runs extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int length;
    private final int count;

    private Runs(int length, int count) {
      this.length = length;
      this.count = count;
    }

    static Runs of(int partitions) {
      int length = (int) Math.ceil(Math.sqrt(partitions));
      return new Runs(length, (partitions + length - 1) / length);
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object partition) {
      return (Integer) partition / length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Runs runs && runs.length == length && runs.count == count;
    }

    @Override
    public int hashCode() {
      return 31 * length + count;
    }
  }
}
