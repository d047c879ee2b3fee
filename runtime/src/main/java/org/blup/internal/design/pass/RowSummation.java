package org.blup.internal.design.pass;

import java.util.List;
import java.util.function.Supplier;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;

/** Adds rows to the moments of a model by the block. */
final class RowSummation {

  private final Moments moments;
  private final RowBlock block;

  /** For each table the products that it sums, in the waiting rows. */
  private final double[][][] products;

  /** For each table the cells of the waiting rows. */
  private final int[][] cells;

  RowSummation(ModelStructure structure) {
    moments = new Moments(structure);
    MomentPlan plan = moments.plan();
    List<Monomial> monomials = plan.monomials();
    block = new RowBlock(structure.responseVariable(), structure.factors().size(), monomials);
    products = new double[plan.tables().size()][][];
    cells = new int[products.length][RowBlock.CAPACITY];
    for (int t = 0; t < products.length; t++) {
      products[t] =
          plan.tables().get(t).moments().stream()
              .map(moment -> block.products()[monomials.indexOf(moment)])
              .toArray(double[][]::new);
    }
  }

  /** The sums of all blocks that were full, and of other parts. */
  Moments moments() {
    return moments;
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
