package org.blup.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;

/** What tasks do with the sums of levels. Numbers are handed on as bytes, as all else. */
final class LevelTask {

  private LevelTask() {}

  private static byte[] bytes(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  /** The numbers that a task handed on. */
  static double[] numbers(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }

  /**
   * How many bytes the sums of each part take, and how many levels of each group they have, behind
   * the byte that tells sums from errors, or their error; the last part as it is.
   */
  static final class Extents<R> implements Function2<Integer, Iterator<byte[]>, Iterator<byte[]>> {

    private static final long serialVersionUID = 1L;

    private final ModelReference<R> reference;
    private final int parts;

    Extents(ModelReference<R> reference, int parts) {
      this.reference = reference;
      this.parts = parts;
    }

    @Override
    public Iterator<byte[]> call(Integer part, Iterator<byte[]> results) {
      return Collections.singleton(part == parts ? last(results) : extent(results)).iterator();
    }

    /** What is behind the parts; of no rows where there are none. */
    private byte[] last(Iterator<byte[]> results) {
      return results.hasNext()
          ? results.next()
          : PartitionResult.of(Models.of(reference.model()).crossProducts());
    }

    private byte[] extent(Iterator<byte[]> results) {
      if (!results.hasNext()) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(PartitionResult.SUMS).array();
      }
      byte[] result = results.next();
      try {
        CrossProducts<R> sums = PartitionResult.read(result, Models.of(reference.model()));
        int[] levels = DistantSums.levels(sums);
        ByteBuffer extent = ByteBuffer.allocate(1 + Long.BYTES + levels.length * Integer.BYTES);
        extent.put(PartitionResult.SUMS).putLong(result.length).asIntBuffer().put(levels);
        return extent.array();
      } catch (BlupException e) {
        return PartitionResult.of(e);
      }
    }
  }

  /** Makes levels of the sums of a part, in the columns that all sums have decided on. */
  static final class Reading<R> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ModelReference<R> reference;
    private final int parts;
    private final int[] levels;
    private final Broadcast<byte[]> collapsed;

    Reading(ModelReference<R> reference, int parts, int[] levels, Broadcast<byte[]> collapsed) {
      this.reference = reference;
      this.parts = parts;
      this.levels = levels;
      this.collapsed = collapsed;
    }

    /** The levels of a part, if there are any: the last one stands for all. */
    Iterator<LevelAssembly.Part> levels(int part, Iterator<byte[]> results) {
      if (part == parts || !results.hasNext()) {
        return Collections.emptyIterator();
      }
      Model<R, ?> model = Models.of(reference.model());
      LevelAssembly.Part read =
          DistantSums.part(
              PartitionResult.read(collapsed.value(), model),
              levels,
              PartitionResult.read(results.next(), model));
      return Collections.singleton(read).iterator();
    }
  }

  /** The cross-products of the levels of a part. */
  static final class Products<R>
      implements Function2<Integer, Iterator<byte[]>, Iterator<DistantPart>> {

    private static final long serialVersionUID = 1L;

    private final Reading<R> reading;

    Products(Reading<R> reading) {
      this.reading = reading;
    }

    @Override
    public Iterator<DistantPart> call(Integer part, Iterator<byte[]> results) {
      Iterator<LevelAssembly.Part> levels = reading.levels(part, results);
      return levels.hasNext()
          ? Collections.singleton(levels.next().products()).iterator()
          : Collections.emptyIterator();
    }
  }

  /** What a function makes of the levels of a part. */
  static final class Evaluation implements Function<DistantPart, byte[]> {

    private static final long serialVersionUID = 1L;

    private final LevelFunction function;

    Evaluation(LevelFunction function) {
      this.function = function;
    }

    @Override
    public byte[] call(DistantPart part) {
      return bytes(function.of(part));
    }
  }
}
