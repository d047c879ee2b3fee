package org.blup.internal.design.moments;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;

/** A block of rows, what each table sums of them, and in which cells. */
public final class PlacedBlock {

  private final RowBlock rows;

  /** For each table the products that it sums. */
  final double[][][] products;

  /** For each table the cells of the rows. */
  final int[][] cells;

  /** For each table that has one cell alone what the rows add to it. */
  final double[][] sums;

  /** What the rows add to the sums of powers of single numbers. */
  double[][] powers = {};

  /** Whether the cells of all rows were found. */
  boolean isPlaced;

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
}
