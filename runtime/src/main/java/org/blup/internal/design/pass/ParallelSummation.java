package org.blup.internal.design.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.blup.internal.design.moments.MomentPlan;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.moments.PlacedBlock;
import org.blup.internal.design.moments.RowBlock;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.numeric.Pieces;

/**
 * Adds rows to sums on several threads, with the bits of adding them one by one. Threads read
 * blocks of rows, and find the levels and cells that are known; new ones are numbered in the order
 * of the rows; then each thread adds all rows of its cells, in their order. So there is one set of
 * sums, however many threads there are.
 */
final class ParallelSummation<R> {

  /** With fewer rows, which take some milliseconds, threads cost as much as they bring. */
  static final int LEAST_ROWS = 1 << 16;

  /** Larger batches leave the caches, which costs more than threads that wait more often. */
  private static final int MOST_BLOCKS = 64;

  /** Fewer blocks at once keep threads waiting for each other: two a thread for two threads. */
  private static final int FEWEST_BLOCKS = 4;

  /** Numbers in all blocks together: 16 MB. */
  private static final double MOST_NUMBERS = 1 << 21;

  /** The share of the heap that all blocks may take. */
  private static final double OF_HEAP = 1.0 / 32;

  /** Each part walks all rows, so that more parts cost more. */
  private static final int MOST_PARTS = 8;

  private final RowIntake<R> intake;
  private final RowSummation sums;
  private final PlacedBlock[] blocks;
  private final List<RowIntake<R>> intakes;

  /** For each table whether plain sums are put away after each block. */
  private final boolean[][] isDue;

  private final int parts;
  private final int[][] scratch;

  private ParallelSummation(
      ModelStructure structure, RowIntake<R> intake, RowSummation sums, int count) {
    this.intake = intake;
    this.sums = sums;
    MomentPlan plan = sums.moments().plan();
    blocks = new PlacedBlock[count];
    Arrays.setAll(blocks, b -> new PlacedBlock(structure, plan));
    intakes =
        Stream.generate(() -> new RowIntake<>(structure, intake.reader())).limit(count).toList();
    isDue = new boolean[plan.tables().size()][count];
    parts = Math.min(MOST_PARTS, 2 * Integer.highestOneBit(Pieces.threads() - 1));
    scratch = new int[parts * isDue.length][RowBlock.CAPACITY + 1];
  }

  /**
   * A summation on all threads there are.
   *
   * @param rows how many will be added
   * @return nothing where there is one thread, rows have to be read in turn, or a block of them is
   *     so large that several at once take too much memory
   */
  static <R> Optional<ParallelSummation<R>> of(
      ModelStructure structure, RowIntake<R> intake, RowSummation sums, int rows) {
    double heap = Runtime.getRuntime().maxMemory() * OF_HEAP / Double.BYTES;
    int columns = sums.moments().plan().monomials().size() + 2 * (structure.responseVariable() + 1);
    double most = Math.min(MOST_NUMBERS, heap) / ((double) RowBlock.CAPACITY * columns);
    int needed = rows / RowBlock.CAPACITY + 1;
    int count = (int) Math.min(Math.min(MOST_BLOCKS, needed), most);
    boolean isPossible =
        Pieces.threads() > 1 && count >= FEWEST_BLOCKS && sums.moments().keepsShift();
    return isPossible
        ? Optional.of(new ParallelSummation<>(structure, intake, sums, count))
        : Optional.empty();
  }

  /** How many rows are best added at once. */
  int capacity() {
    return blocks.length * RowBlock.CAPACITY;
  }

  /**
   * Adds rows, no more than the capacity, where no row is waiting.
   *
   * @return false if reading one has failed: nothing has changed then
   */
  boolean add(List<? extends R> rows) {
    int read = (rows.size() + RowBlock.CAPACITY - 1) / RowBlock.CAPACITY;
    if (!readBlocks(read, rows)) {
      return false;
    }
    int full = closeUp(read);
    Moments moments = sums.moments();
    Pieces.run(full, b -> moments.prepare(blocks[b]));
    moments.place(blocks, full, isDue);
    Pieces.runToEnd(
        isDue.length * parts,
        (piece, worker) ->
            moments.add(
                blocks, full, isDue, piece / parts, piece % parts, parts - 1, scratch[worker]));
    intakes.subList(0, read).forEach(intake::append);
    if (full < blocks.length) {
      sums.wait(blocks[full].rows());
    }
    return true;
  }

  private boolean readBlocks(int count, List<? extends R> rows) {
    try {
      Pieces.run(count, b -> readBlock(b, rows));
      return true;
    } catch (CancellationException | OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private void readBlock(int number, List<? extends R> rows) {
    RowBlock block = blocks[number].rows();
    RowIntake<R> reading = intakes.get(number);
    block.clear();
    reading.clear();
    int to = Math.min(rows.size(), (number + 1) * RowBlock.CAPACITY);
    for (int row = number * RowBlock.CAPACITY; row < to; row++) {
      if (reading.read(rows.get(row))) {
        reading.design().addTo(block);
      }
    }
  }

  /**
   * Closes the gaps that rows with missing values have left.
   *
   * @return how many blocks are full; the rows that are left, if any, are in the next one
   */
  private int closeUp(int count) {
    int into = 0;
    for (int b = 1; b < count; b++) {
      RowBlock from = blocks[b].rows();
      int rows = from.rows();
      if (blocks[into].rows().isFull()) {
        into++;
        if (into == b) {
          continue;
        }
        blocks[into].rows().clear();
      }
      int fitting = Math.min(rows, RowBlock.CAPACITY - blocks[into].rows().rows());
      blocks[into].rows().append(from, 0, fitting);
      if (fitting < rows) {
        into++;
        blocks[into].rows().clear();
        blocks[into].rows().append(from, fitting, rows - fitting);
      }
    }
    int full = blocks[into].rows().isFull() ? into + 1 : into;
    if (into < full && full < blocks.length) {
      blocks[full].rows().clear();
    }
    return full;
  }
}
