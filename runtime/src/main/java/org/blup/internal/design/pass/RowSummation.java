package org.blup.internal.design.pass;

import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.moments.PlacedBlock;
import org.blup.internal.design.moments.RowBlock;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** Adds rows to the moments of a model by the block. */
final class RowSummation {

  private final ModelStructure structure;
  private final Moments moments;

  /** The rows that wait for their block to be full, from the first one on. */
  private @Nullable PlacedBlock waiting;

  RowSummation(ModelStructure structure) {
    this(structure, new Moments(structure));
  }

  /** With sums to begin with. */
  RowSummation(ModelStructure structure, Moments moments) {
    this.structure = structure;
    this.moments = moments;
  }

  /** The sums of all blocks that were full, and of other parts. */
  Moments moments() {
    return moments;
  }

  /** The sums as they are now, the waiting rows among them; nothing must be added. */
  RowSummation asFinal() {
    return withWaitingRows(() -> new RowSummation(structure, moments.asFinal()));
  }

  void write(BinaryOutput out) {
    moments.write(out);
    waiting().rows().write(out);
  }

  /** Reads sums into these, which are empty. */
  void read(BinaryInput in) {
    moments.read(in);
    waiting().rows().read(in);
  }

  /** The number of rows, the waiting ones among them. */
  long rows() {
    return moments.rows() + waitingRows();
  }

  private int waitingRows() {
    return waiting == null ? 0 : waiting.rows().rows();
  }

  private PlacedBlock waiting() {
    PlacedBlock block = waiting;
    if (block == null) {
      block = new PlacedBlock(structure, moments.plan());
      waiting = block;
    }
    return block;
  }

  /** Adds a complete row. */
  void add(DesignRow row) {
    RowBlock block = waiting().rows();
    row.addTo(block);
    if (block.isFull()) {
      flush();
    }
  }

  /** Whether no row is waiting, and there have been some. */
  boolean isBetweenBlocks() {
    return waitingRows() == 0 && moments.rows() > 0;
  }

  /** Adds complete rows, fewer than a block has, between blocks. */
  void wait(RowBlock rows) {
    waiting().rows().append(rows, 0, rows.rows());
  }

  /** Adds the moments of another part, its waiting rows being read. */
  void merge(RowSummation other) {
    flush();
    moments.merge(other.moments);
  }

  /**
   * Takes the moments of rows away again, the part's waiting rows being read.
   *
   * @throws BlupException if the rows are not among these; nothing has changed then
   */
  void subtract(RowSummation other) {
    withWaitingRows(
        () -> {
          moments.checkAmong(other.moments);
          return this;
        });
    flush();
    moments.subtract(other.moments);
  }

  /** Moves the waiting rows into the sums. */
  private void flush() {
    if (waitingRows() > 0) {
      PlacedBlock block = waiting();
      moments.find(block);
      moments.add(block);
      moments.settle(block.rows().rows());
      block.rows().clear();
    }
  }

  /**
   * Reads all sums, those of the waiting rows included. Afterwards all sums are what they were
   * before, to the last bit, so that reading does not change later sums.
   */
  <T> T withWaitingRows(Supplier<T> read) {
    if (waitingRows() == 0) {
      return read.get();
    }
    PlacedBlock block = waiting();
    moments.find(block);
    Runnable undo = moments.snapshot(block);
    try {
      moments.add(block);
      return read.get();
    } finally {
      undo.run();
    }
  }
}
