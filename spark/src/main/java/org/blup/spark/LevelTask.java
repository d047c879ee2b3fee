package org.blup.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;

/** What tasks do with the sums of levels. Numbers are handed on as bytes, as all else. */
final class LevelTask {

  private LevelTask() {}

  /** Numbers, behind the byte that says that they are no error. */
  private static byte[] bytes(double[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(1, Math.multiplyExact(numbers.length, Double.BYTES)));
    bytes.put(PartitionResult.SUMS).asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  /** The numbers that a task handed on, which are no error. */
  static double[] numbers(byte[] bytes) {
    double[] numbers = new double[(bytes.length - 1) / Double.BYTES];
    ByteBuffer.wrap(bytes, 1, bytes.length - 1).asDoubleBuffer().get(numbers);
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
      return Collections.singleton(part == parts ? last(results) : extent(part, results))
          .iterator();
    }

    /** What is behind the parts; of no rows where there are none. */
    private byte[] last(Iterator<byte[]> results) {
      return results.hasNext()
          ? results.next()
          : PartitionResult.of(Models.of(reference.model()).crossProducts());
    }

    private byte[] extent(int part, Iterator<byte[]> results) {
      if (!results.hasNext()) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(PartitionResult.SUMS).array();
      }
      byte[] result = results.next();
      return PartitionResult.isError(result)
          ? result
          : PartitionResult.of(TaskWork.ofPart(part, parts, result.length), () -> extent(result));
    }

    private byte[] extent(byte[] result) {
      CrossProducts<R> sums = PartitionResult.read(result, Models.of(reference.model()));
      int[] levels = DistantSums.levels(sums);
      ByteBuffer extent = ByteBuffer.allocate(1 + Long.BYTES + levels.length * Integer.BYTES);
      extent.put(PartitionResult.SUMS).putLong(result.length).asIntBuffer().put(levels);
      return extent.array();
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

    /** The sums of a part, if it has any: the last one stands for all. */
    Optional<byte[]> sums(int part, Iterator<byte[]> results) {
      return part == parts || !results.hasNext() ? Optional.empty() : Optional.of(results.next());
    }

    /** The levels of a part. */
    LevelAssembly.Part levels(byte[] sums) {
      Model<R, ?> model = Models.of(reference.model());
      return DistantSums.part(
          PartitionResult.read(collapsed.value(), model),
          levels,
          PartitionResult.read(sums, model));
    }

    /** The work at a part. */
    TaskWork work(int part, byte[] sums) {
      return TaskWork.ofPart(part, parts, sums.length);
    }
  }

  /** The cross-products of the levels of a part. */
  static final class Products<R>
      implements Function2<Integer, Iterator<byte[]>, Iterator<PartLevels>> {

    private static final long serialVersionUID = 1L;

    private final Reading<R> reading;

    Products(Reading<R> reading) {
      this.reading = reading;
    }

    @Override
    public Iterator<PartLevels> call(Integer part, Iterator<byte[]> results) {
      return reading.sums(part, results).stream()
          .map(
              sums ->
                  PartLevels.of(reading.work(part, sums), () -> reading.levels(sums).products()))
          .iterator();
    }
  }

  /** What a function makes of the levels of a part. */
  static final class Evaluation implements Function<PartLevels, byte[]> {

    private static final long serialVersionUID = 1L;

    private final LevelFunction function;

    Evaluation(LevelFunction function) {
      this.function = function;
    }

    @Override
    public byte[] call(PartLevels part) {
      return part.ask(products -> bytes(function.of(products)));
    }
  }
}
