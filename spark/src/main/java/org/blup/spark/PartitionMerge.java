package org.blup.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.storage.StorageLevel;
import org.blup.design.CrossProducts;
import org.blup.model.Model;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Merges the sums of partitions in the order of the partitions, whichever task ends first, so that
 * the same partitions give the same bits. Many are merged in two steps: runs of consecutive
 * partitions where they are, and what is left on the driver, which then reads about the square root
 * of their number. It reads one after the other: each may have all levels, and the driver's memory
 * is chosen for the sums of all, not for as many as there are parts.
 */
final class PartitionMerge<R, K> implements FlatMapFunction<Iterator<Tuple2<K, byte[]>>, byte[]> {

  private static final long serialVersionUID = 1L;

  /** Up to this many parts the driver merges alone: a step more costs a shuffle. */
  private static final int MERGED_ON_DRIVER = 8;

  private final ModelReference<R> reference;
  private final Naming<K> naming;

  /** What is merged, by the key of its first part. */
  @FunctionalInterface
  interface Naming<K> extends Serializable {

    TaskWork of(K first);
  }

  /** Merges the parts of each partition, in their order there. */
  PartitionMerge(ModelReference<R> reference, Naming<K> naming) {
    this.reference = reference;
    this.naming = naming;
  }

  /** Computes the sums of all partitions and merges them. */
  static <R> CrossProducts<R> all(
      JavaRDD<Tuple2<Integer, byte[]>> parts, ModelReference<R> reference, Model<R, ?> model) {
    int partitions = parts.getNumPartitions();
    JavaRDD<byte[]> runs =
        partitions <= MERGED_ON_DRIVER
            ? parts.map(Tuple2::_2)
            : JavaPairRDD.fromJavaRDD(parts)
                .repartitionAndSortWithinPartitions(Runs.of(partitions))
                .mapPartitions(new PartitionMerge<R, Integer>(reference, TaskWork::ofRun));
    runs.persist(StorageLevel.DISK_ONLY());
    try {
      // all at once; each is then fetched by a job of its own
      runs.count();
      CrossProducts<R> sums = model.crossProducts();
      runs.toLocalIterator().forEachRemaining(run -> sums.merge(PartitionResult.read(run, model)));
      return sums;
    } finally {
      runs.unpersist(false);
    }
  }

  @Override
  public Iterator<byte[]> call(Iterator<Tuple2<K, byte[]>> parts) {
    if (!parts.hasNext()) {
      return Collections.emptyIterator();
    }
    Tuple2<K, byte[]> first = parts.next();
    TaskWork work = naming.of(first._1());
    return Collections.singleton(PartitionResult.of(work, () -> merged(first._2(), parts)))
        .iterator();
  }

  /** The sums of all, or the first error. */
  private byte[] merged(byte[] first, Iterator<Tuple2<K, byte[]>> others) {
    if (PartitionResult.isError(first)) {
      return first;
    }
    Model<R, ?> model = Models.of(reference.model());
    CrossProducts<R> sums = PartitionResult.read(first, model);
    while (others.hasNext()) {
      byte[] result = others.next()._2();
      if (PartitionResult.isError(result)) {
        return result;
      }
      sums.merge(PartitionResult.read(result, model));
    }
    return PartitionResult.of(sums);
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
