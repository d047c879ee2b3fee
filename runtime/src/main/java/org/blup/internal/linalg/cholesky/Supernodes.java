package org.blup.internal.linalg.cholesky;

import java.util.Arrays;

/**
 * Which neighbouring columns of the factor share a panel. Columns with the same rows below belong
 * together; beyond that a supernode joins its parent where working on zeros in one wide panel takes
 * less time than working on two narrow ones (Ashcraft & Grimes 1989, The influence of relaxed
 * supernode partitions on the multifrontal method, ACM Trans. Math. Softw. 15:291–309). Very wide
 * ones are cut into panels.
 */
final class Supernodes {

  /** Columns of one panel: wide enough for dense kernels, narrow enough to stay in the cache. */
  private static final int WIDTH = 96;

  /** A column costs as much as this many more in a panel that is wide. */
  private static final double OVERHEAD = 2;

  /** The first position of each panel, the border's included, and the end. */
  final int[] first;

  /** The end of the supernode that each panel was cut from. */
  final int[] end;

  private Supernodes(int[] first, int[] end) {
    this.first = first;
    this.end = end;
  }

  static Supernodes of(EliminationTree tree, RowStructure structure, int[] scalar, int border) {
    int nodes = tree.order.length;
    int[] start = new int[nodes + 1];
    double[] height = new double[nodes];
    int count = 0;
    for (int j = 0; j < nodes; ) {
      int stop = j + 1;
      while (stop < nodes
          && tree.parent[stop - 1] == stop
          && structure.count(stop - 1) == structure.count(stop) + 1) {
        stop++;
      }
      int begin = j;
      double rows = rows(structure, scalar, begin, stop) + border;
      while (count > 0 && joins(tree, start[count - 1], begin, stop)) {
        int earlier = start[count - 1];
        double joined = rows + scalar[begin] - scalar[earlier];
        double apart =
            time(scalar[begin] - scalar[earlier], height[count - 1])
                + time(scalar[stop] - scalar[begin], rows);
        if (time(scalar[stop] - scalar[earlier], joined) > apart) {
          break;
        }
        begin = earlier;
        rows = joined;
        count--;
      }
      start[count] = begin;
      height[count++] = rows;
      j = stop;
    }
    start[count] = nodes;
    return cut(Arrays.copyOf(start, count + 1), scalar);
  }

  /** The rows of the panel that columns {@code begin … stop} would have. */
  private static double rows(RowStructure structure, int[] scalar, int begin, int stop) {
    return scalar[stop] - scalar[begin] + structure.scalars(stop - 1, scalar);
  }

  private static boolean joins(EliminationTree tree, int earlier, int begin, int stop) {
    int parent = tree.parent[begin - 1];
    return earlier < begin && parent >= begin && parent < stop;
  }

  private static double time(int width, double height) {
    return (width + OVERHEAD) * height * height;
  }

  private static Supernodes cut(int[] start, int[] scalar) {
    int nodes = start[start.length - 1];
    int[] first = new int[nodes + 2];
    int[] end = new int[nodes + 1];
    int count = 0;
    for (int s = 0; s < start.length - 1; s++) {
      int begin = start[s];
      for (int j = begin; j < start[s + 1]; j++) {
        if (j > begin && scalar[j + 1] - scalar[begin] > WIDTH) {
          first[count] = begin;
          end[count++] = start[s + 1];
          begin = j;
        }
      }
      first[count] = begin;
      end[count++] = start[s + 1];
    }
    first[count] = nodes;
    end[count] = nodes;
    first[count + 1] = nodes;
    return new Supernodes(Arrays.copyOf(first, count + 2), Arrays.copyOf(end, count + 1));
  }
}
