package org.blup.internal.design.pass;

import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.moments.PlacedBlock;
import org.blup.internal.design.moments.RowBlock;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** Adds rows to the moments of a model by the block. */
final class RowSummation {

  private final ModelStructure structure;
  private final Moments moments;
  private final PlacedBlock placed;
  private final RowBlock block;

  RowSummation(ModelStructure structure) {
    this(structure, new Moments(structure));
  }

  private RowSummation(ModelStructure structure, Moments moments) {
    this.structure = structure;
    this.moments = moments;
    placed = new PlacedBlock(structure, moments.plan());
    block = placed.rows();
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
    block.write(out);
  }

  /** Reads sums into these, which are empty. */
  void read(BinaryInput in) {
    moments.read(in);
    block.read(in);
  }

  /** The number of rows, the waiting ones among them. */
  long rows() {
    return moments.rows() + block.rows();
  }

  /** Adds a complete row. */
  void add(DesignRow row) {
    row.addTo(block);
    if (block.isFull()) {
      flush();
    }
  }

  /** Whether no row is waiting, and there have been some. */
  boolean isBetweenBlocks() {
    return block.rows() == 0 && moments.rows() > 0;
  }

  /** Adds complete rows, fewer than a block has, between blocks. */
  void wait(RowBlock rows) {
    block.append(rows, 0, rows.rows());
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
    if (block.rows() > 0) {
      moments.find(placed);
      moments.add(placed);
      moments.settle(block.rows());
      block.clear();
    }
  }

  /**
   * Reads all sums, those of the waiting rows included. Afterwards all sums are what they were
   * before, to the last bit, so that reading does not change later sums.
   */
  <T> T withWaitingRows(Supplier<T> read) {
    if (block.rows() == 0) {
      return read.get();
    }
    moments.find(placed);
    Runnable undo = moments.snapshot(placed);
    try {
      moments.add(placed);
      return read.get();
    } finally {
      undo.run();
    }
  }
}
