package org.blup.internal.design.moments;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;

/** A block of rows, what each table sums of them, and in which cells. */
public final class PlacedBlock {

  private final RowBlock rows;

  /** For each table the products that it sums. */
  private final double[][][] products;

  /** For each table the cells of the rows. */
  private final int[][] cells;

  /** For each table that has one cell alone what the rows add to it. */
  private final double[][] sums;

  /** What the rows add to the sums of powers of single numbers. */
  private double[][] powers = {};

  /** Whether the cells of all rows were found. */
  private boolean isPlaced;

  public PlacedBlock(ModelStructure structure, MomentPlan plan) {
    List<Monomial> monomials = plan.monomials();
    rows = new RowBlock(structure.responseVariable(), structure.levels(), monomials);
    products = new double[plan.tables().size()][][];
    cells = new int[products.length][RowBlock.CAPACITY];
    sums = new double[products.length][];
    for (int t = 0; t < products.length; t++) {
      products[t] =
          plan.tables().get(t).moments().stream()
              .map(moment -> rows.products()[monomials.indexOf(moment)])
              .toArray(double[][]::new);
      if (structure.isWeighted()) {
        products[t] = Arrays.copyOf(products[t], products[t].length + 1);
        products[t][products[t].length - 1] = rows.ones();
      }
      sums[t] = new double[products[t].length];
    }
  }

  /** The rows, which are filled in before they are placed. */
  public RowBlock rows() {
    return rows;
  }

  /** Finds the levels and the cells of the rows, new ones too. */
  void place(LevelDictionaries dictionaries, MomentTables tables) {
    rows.number(dictionaries);
    for (int t = 0; t < cells.length; t++) {
      tables.get(t).findCells(rows.levels(), rows.rows(), cells[t]);
    }
    isPlaced = true;
  }

  /**
   * Finds the levels and the cells of the rows as far as they are known, and sums what needs no
   * cell. Several threads may at once, a block each, while nothing is added.
   */
  void prepare(LevelDictionaries dictionaries, MomentTables tables, BasisMoments bases) {
    isPlaced = rows.find(dictionaries);
    for (int t = 0; t < cells.length; t++) {
      isPlaced = isPlaced && tables.get(t).findKnown(rows.levels(), rows.rows(), cells[t]);
      if (tables.get(t).isSingle()) {
        Arrays.fill(sums[t], 0);
        ProductSums.add(products[t], 0, rows.rows(), sums[t], 0);
      }
    }
    powers = bases.powers(rows.shifted(), rows.rows());
  }

  /** Whether the cells of all rows were found. */
  boolean isPlaced() {
    return isPlaced;
  }

  /** Adds the rows, which have their cells. */
  void addTo(MomentTables tables, BasisMoments bases) {
    for (int t = 0; t < cells.length; t++) {
      tables.get(t).sums().add(products[t], rows.rows(), cells[t]);
    }
    bases.add(bases.powers(rows.shifted(), rows.rows()));
  }

  /**
   * Adds what {@link #prepare} summed.
   *
   * @param isDue takes for each table with several cells at {@code block} whether plain sums are
   *     put away after this block
   */
  void addPrepared(MomentTables tables, BasisMoments bases, boolean[][] isDue, int block) {
    for (int t = 0; t < cells.length; t++) {
      CellSums into = tables.get(t).sums();
      if (tables.get(t).isSingle()) {
        into.add(0, sums[t]);
        into.putAwayIfDue(rows.rows());
      } else {
        isDue[t][block] = into.isDue(rows.rows());
      }
    }
    bases.add(powers);
  }

  /** Adds the rows to the cells of one of several parts of a table. */
  void addTo(CellSums into, int table, int part, int mask, int[] scratch) {
    into.add(products[table], rows.rows(), cells[table], part, mask, scratch);
  }

  /**
   * Copies the sums that the rows, which have their cells, are about to change.
   *
   * @return writes the copy back
   */
  Runnable snapshot(MomentTables tables) {
    int blockRows = rows.rows();
    double[][] copies = new double[cells.length][];
    for (int t = 0; t < copies.length; t++) {
      copies[t] = tables.get(t).sums().copyOf(cells[t], blockRows);
    }
    return () -> {
      for (int t = 0; t < copies.length; t++) {
        tables.get(t).sums().restore(cells[t], blockRows, copies[t]);
      }
    };
  }
}
