package org.blup.internal.design.pass;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** Adds rows to the moments of a model by the block. */
final class RowSummation {

  private final ModelStructure structure;
  private final Moments moments;
  private final RowBlock block;

  /** For each table the products that it sums, in the waiting rows. */
  private final double[][][] products;

  /** For each table the cells of the waiting rows. */
  private final int[][] cells;

  RowSummation(ModelStructure structure) {
    this(structure, new Moments(structure));
  }

  private RowSummation(ModelStructure structure, Moments moments) {
    this.structure = structure;
    this.moments = moments;
    MomentPlan plan = moments.plan();
    List<Monomial> monomials = plan.monomials();
    block = new RowBlock(structure.responseVariable(), structure.levels(), monomials);
    products = new double[plan.tables().size()][][];
    cells = new int[products.length][RowBlock.CAPACITY];
    for (int t = 0; t < products.length; t++) {
      products[t] =
          plan.tables().get(t).moments().stream()
              .map(moment -> block.products()[monomials.indexOf(moment)])
              .toArray(double[][]::new);
      if (structure.isWeighted()) {
        products[t] = Arrays.copyOf(products[t], products[t].length + 1);
        products[t][products[t].length - 1] = block.ones();
      }
    }
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
    block.add(row);
    if (block.isFull()) {
      flush();
    }
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
    withWaitingRows(() -> moments.checked(other.moments));
    flush();
    moments.subtract(other.moments);
  }

  /** Moves the waiting rows into the sums. */
  private void flush() {
    if (block.rows() > 0) {
      moments.find(block, cells);
      moments.add(block, products, cells);
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
    moments.find(block, cells);
    Runnable undo = moments.snapshot(block.rows(), cells);
    try {
      moments.add(block, products, cells);
      return read.get();
    } finally {
      undo.run();
    }
  }
}
