package org.blup.spark;

import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.DistantPart;
import org.jspecify.annotations.Nullable;

/**
 * The cross-products of a part of the levels, or the error that kept them from being made. No
 * record, since not every serialisation can read these.
 */
final class PartLevels implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TaskWork work;
  private final @Nullable DistantPart products;

  /** As {@link PartitionResult} has it. */
  private final byte[] error;

  private PartLevels(TaskWork work, @Nullable DistantPart products, byte[] error) {
    this.work = work;
    this.products = products;
    this.error = error;
  }

  /** The cross-products of a part, or what keeps them from being made. */
  static PartLevels of(TaskWork work, Supplier<DistantPart> products) {
    try {
      return new PartLevels(work, work.within(products), new byte[0]);
    } catch (BlupException e) {
      return new PartLevels(work, null, PartitionResult.of(e));
    }
  }

  /** What a question makes of the cross-products; or the error, this one or that. */
  byte[] ask(Function<DistantPart, byte[]> question) {
    DistantPart present = products;
    return present == null ? error : PartitionResult.of(work, () -> question.apply(present));
  }
}
