package org.blup.internal.design.moments;

/**
 * The inner loops of the pass: sums of the products of a block of rows, of all rows or by cell.
 * Each sum takes its rows in their order. Several are added to side by side, since one alone would
 * wait for itself where rows of one cell follow each other.
 */
final class ProductSums {

  /** Sums that are added to side by side. */
  private static final int ABREAST = 4;

  private ProductSums() {}

  /**
   * Sums over all rows.
   *
   * @param products for each sum what each row adds to it
   */
  static void sum(double[][] products, int rows, double[] into) {
    int abreast = into.length - into.length % ABREAST;
    for (int k = 0; k < abreast; k += ABREAST) {
      sumAbreast(products, k, rows, into);
    }
    for (int k = abreast; k < into.length; k++) {
      double[] product = products[k];
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += product[r];
      }
      into[k] = sum;
    }
  }

  private static void sumAbreast(double[][] products, int k, int rows, double[] into) {
    double[] first = products[k];
    double[] second = products[k + 1];
    double[] third = products[k + 2];
    double[] fourth = products[k + 3];
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    for (int r = 0; r < rows; r++) {
      sum1 += first[r];
      sum2 += second[r];
      sum3 += third[r];
      sum4 += fourth[r];
    }
    into[k] = sum1;
    into[k + 1] = sum2;
    into[k + 2] = sum3;
    into[k + 3] = sum4;
  }

  /**
   * Adds each row to the sums of its cell.
   *
   * @param width the number of sums of a cell
   */
  static void add(double[][] products, int rows, int[] cell, double[] into, int width) {
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
