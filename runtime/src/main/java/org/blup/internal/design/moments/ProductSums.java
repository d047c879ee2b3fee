package org.blup.internal.design.moments;

/**
 * The inner loops of the pass: sums of the products of a block of rows, of all rows or by cell.
 * Each sum takes its rows in their order, whichever loop adds them, so that all give the same bits.
 * Several sums are added to side by side, since one alone would wait for itself where rows of one
 * cell follow each other.
 */
final class ProductSums {

  /** Sums that are added to side by side. */
  private static final int ABREAST = 4;

  /**
   * Rows of one cell that follow each other, on average, from which on it is quicker to sum run by
   * run: the end of a run, which the processor does not foresee, costs as much as some three rows.
   */
  private static final int LONG_RUN = 8;

  private ProductSums() {}

  /**
   * Adds some rows that follow each other to the sums of one cell.
   *
   * @param products for each sum what each row adds to it
   * @param from the first of the rows
   * @param to the end of them
   * @param at where the sums of the cell begin
   */
  static void add(double[][] products, int from, int to, double[] into, int at) {
    int k = 0;
    for (; k + ABREAST <= products.length; k += ABREAST) {
      addFour(products, k, from, to, into, at + k);
    }
    if (k + 2 <= products.length) {
      addTwo(products, k, from, to, into, at + k);
      k += 2;
    }
    if (k < products.length) {
      addOne(products[k], from, to, into, at + k);
    }
  }

  private static void addFour(double[][] products, int k, int from, int to, double[] into, int at) {
    double[] first = products[k];
    double[] second = products[k + 1];
    double[] third = products[k + 2];
    double[] fourth = products[k + 3];
    double sum1 = into[at];
    double sum2 = into[at + 1];
    double sum3 = into[at + 2];
    double sum4 = into[at + 3];
    for (int r = from; r < to; r++) {
      sum1 += first[r];
      sum2 += second[r];
      sum3 += third[r];
      sum4 += fourth[r];
    }
    into[at] = sum1;
    into[at + 1] = sum2;
    into[at + 2] = sum3;
    into[at + 3] = sum4;
  }

  private static void addTwo(double[][] products, int k, int from, int to, double[] into, int at) {
    double[] first = products[k];
    double[] second = products[k + 1];
    double sum1 = into[at];
    double sum2 = into[at + 1];
    for (int r = from; r < to; r++) {
      sum1 += first[r];
      sum2 += second[r];
    }
    into[at] = sum1;
    into[at + 1] = sum2;
  }

  private static void addOne(double[] product, int from, int to, double[] into, int at) {
    double sum = into[at];
    for (int r = from; r < to; r++) {
      sum += product[r];
    }
    into[at] = sum;
  }

  /**
   * Adds each row to the sums of its cell.
   *
   * @param width the number of sums of a cell
   */
  static void add(double[][] products, int rows, int[] cell, double[] into, int width) {
    if (rows >= LONG_RUN * runs(cell, rows)) {
      addRuns(products, rows, cell, into, width);
      return;
    }
    int abreast = width - width % ABREAST;
    for (int k = 0; k < abreast; k += ABREAST) {
      addAbreast(products, k, rows, cell, into, width);
    }
    for (int k = abreast; k < width; k++) {
      double[] product = products[k];
      for (int r = 0; r < rows; r++) {
        into[cell[r] * width + k] += product[r];
      }
    }
  }

  /** How often the cell is another one than that of the row before, and once for the first. */
  private static int runs(int[] cell, int rows) {
    int runs = 1;
    for (int r = 1; r < rows; r++) {
      runs += cell[r] != cell[r - 1] ? 1 : 0;
    }
    return runs;
  }

  /** The same where many rows of one cell follow each other, whose sums stay in registers. */
  private static void addRuns(double[][] products, int rows, int[] cell, double[] into, int width) {
    int from = 0;
    while (from < rows) {
      int to = from + 1;
      while (to < rows && cell[to] == cell[from]) {
        to++;
      }
      add(products, from, to, into, cell[from] * width);
      from = to;
    }
  }

  private static void addAbreast(
      double[][] products, int k, int rows, int[] cell, double[] into, int width) {
    double[] first = products[k];
    double[] second = products[k + 1];
    double[] third = products[k + 2];
    double[] fourth = products[k + 3];
    for (int r = 0; r < rows; r++) {
      int at = cell[r] * width + k;
      into[at] += first[r];
      into[at + 1] += second[r];
      into[at + 2] += third[r];
      into[at + 3] += fourth[r];
    }
  }

  /**
   * The same for some of the rows.
   *
   * @param some which rows, in their order
   * @param count how many
   */
  static void add(
      double[][] products, int[] some, int count, int[] cell, double[] into, int width) {
    for (int k = 0; k < width; k++) {
      double[] product = products[k];
      for (int i = 0; i < count; i++) {
        int r = some[i];
        into[cell[r] * width + k] += product[r];
      }
    }
  }
}
