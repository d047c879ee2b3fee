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
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.model.DistantSums;
import org.blup.model.Model;
import scala.Tuple3;

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
   * How many levels the sums of each part have, and how many bytes they take, or their error; the
   * last part as it is.
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
      ByteBuffer extent = ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES);
      extent.put(PartitionResult.SUMS);
      if (results.hasNext()) {
        byte[] result = results.next();
        try {
          CrossProducts<R> sums = PartitionResult.read(result, Models.of(reference.model()));
          extent.putInt(DistantSums.levels(sums)).putLong(result.length);
        } catch (BlupException e) {
          return PartitionResult.of(e);
        }
      }
      return extent.array();
    }
  }

  /** Makes levels of the sums of a part, in the columns that all sums have decided on. */
  static final class Reading<R> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ModelReference<R> reference;
    private final int parts;
    private final int levels;
    private final Broadcast<byte[]> collapsed;

    Reading(ModelReference<R> reference, int parts, int levels, Broadcast<byte[]> collapsed) {
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
  static final class Blocks<R>
      implements Function2<Integer, Iterator<byte[]>, Iterator<Tuple3<int[], double[], double[]>>> {

    private static final long serialVersionUID = 1L;

    private final Reading<R> reading;

    Blocks(Reading<R> reading) {
      this.reading = reading;
    }

    @Override
    public Iterator<Tuple3<int[], double[], double[]>> call(
        Integer part, Iterator<byte[]> results) {
      Iterator<LevelAssembly.Part> levels = reading.levels(part, results);
      if (!levels.hasNext()) {
        return Collections.emptyIterator();
      }
      LevelBlocks blocks = levels.next().blocks();
      int[] sizes = {blocks.levels(), blocks.size(), blocks.width()};
      return Collections.singleton(new Tuple3<>(sizes, blocks.blocks(), blocks.border()))
          .iterator();
    }
  }

  /** What a function makes of the levels of a part. */
  static final class Evaluation implements Function<Tuple3<int[], double[], double[]>, byte[]> {

    private static final long serialVersionUID = 1L;

    private final LevelFunction function;

    Evaluation(LevelFunction function) {
      this.function = function;
    }

    @Override
    public byte[] call(Tuple3<int[], double[], double[]> levels) {
      int[] sizes = levels._1();
      return bytes(
          function.of(new LevelBlocks(sizes[0], sizes[1], sizes[2], levels._2(), levels._3())));
    }
  }
}
