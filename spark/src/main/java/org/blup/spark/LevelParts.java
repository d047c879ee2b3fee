package org.blup.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.blup.design.CrossProducts;
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Takes the sums of a partition apart by level: a part for each task that will have some of the
 * levels, and behind these, as the last, the sums with one level in the place of all, or the error
 * that the rows led to. The key of each is its number and then that of the partition, so that parts
 * sorted by it are merged in the order of the partitions.
 */
final class LevelParts<R> implements PairFlatMapFunction<Tuple2<Integer, byte[]>, Long, byte[]> {

  private static final long serialVersionUID = 1L;

  private final ModelReference<R> reference;
  private final int count;

  /**
   * So many parts.
   *
   * @param count without the last
   */
  LevelParts(ModelReference<R> reference, int count) {
    this.reference = reference;
    this.count = count;
  }

  @Override
  public Iterator<Tuple2<Long, byte[]>> call(Tuple2<Integer, byte[]> sums) {
    int partition = sums._1();
    if (PartitionResult.isError(sums._2())) {
      return Collections.singleton(new Tuple2<>(key(count, partition), sums._2())).iterator();
    }
    Model<R, ?> model = Models.of(reference.model());
    TaskWork work = TaskWork.ofPartition(partition);
    List<CrossProducts<R>> parts = new ArrayList<>();
    byte[] last =
        PartitionResult.of(
            work,
            () -> {
              CrossProducts<R> all = PartitionResult.read(sums._2(), model);
              parts.addAll(DistantSums.byLevel(all, count));
              return PartitionResult.of(DistantSums.collapsed(all));
            });
    return Stream.concat(
            IntStream.range(0, parts.size())
                .filter(part -> parts.get(part).rows() > 0)
                .mapToObj(
                    part ->
                        new Tuple2<>(
                            key(part, partition),
                            PartitionResult.of(work, () -> PartitionResult.of(parts.get(part))))),
            Stream.of(new Tuple2<>(key(count, partition), last)))
        .iterator();
  }

  private static long key(int part, int partition) {
    return (long) part << 32 | partition;
  }

  /** The number of the part that a key belongs to. */
  static int part(long key) {
    return (int) (key >>> 32);
  }

  /** The part that a key belongs to. */
  static final class ByPart extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int count;

    /** Of so many parts, the last among them. */
    ByPart(int count) {
      this.count = count;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public int getPartition(Object key) {
      return part((Long) key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ByPart parts && parts.count == count;
    }

    @Override
    public int hashCode() {
      return count;
    }
  }
}
