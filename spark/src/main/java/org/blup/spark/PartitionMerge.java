package org.blup.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.blup.design.CrossProducts;
import org.blup.model.Model;
import scala.Tuple2;

/**
 * Merges the sums of the parts that a task has, in their order there, so that the same partitions
 * give the same bits, whichever task ends first.
 */
final class PartitionMerge<R, K> implements FlatMapFunction<Iterator<Tuple2<K, byte[]>>, byte[]> {

  private static final long serialVersionUID = 1L;

  private final ModelReference<R> reference;
  private final Naming<K> naming;

  /** What is merged, by the key of its first part. */
  @FunctionalInterface
  interface Naming<K> extends Serializable {

    TaskWork of(K first);
  }

  PartitionMerge(ModelReference<R> reference, Naming<K> naming) {
    this.reference = reference;
    this.naming = naming;
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
}
