package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.numeric.Pieces;

/**
 * The columns of the tail in strips that stay in the cache while all narrow supernodes before the
 * tail, in their order, give to them or take from them.
 */
public final class TailStrips {

  /** Supernodes of fewer columns are narrow: nothing is gained by multiplying them first. */
  public static final int NARROW = 4;

  /** What a strip holds of the tail: half a megabyte. */
  private static final int LENGTH = 1 << 16;

  /** The least number of strips, so that pieces are about equal. */
  private static final int STRIPS = 32;

  /** The least number of strips in each piece. */
  private static final int IN_PIECE = 4;

  /** The first scalar column of each strip, and the end. */
  public final int[] column;

  /**
   * For each strip the rows that narrow supernodes have among its columns, by supernode and row: a
   * range of the two arrays, which hold the supernode and where the row is in the tail's list.
   */
  public final int[] start;

  public final int[] supernode;
  public final int[] place;

  /** Strips that take about the same work to update from outside, one range a piece. */
  final int[] cut;

  private interface Rows {
    void accept(int supernode, int place);
  }

  TailStrips(SymbolicFactor symbolic, DenseTail tail) {
    int columns = symbolic.unknowns() - tail.begin;
    int width = Math.min(LENGTH / tail.base.length, columns / STRIPS);
    int each = Math.max(1, width);
    int count = (columns + each - 1) / each;
    column = new int[count + 1];
    Arrays.setAll(column, strip -> Math.min(tail.begin + strip * each, symbolic.unknowns()));
    start = new int[count + 1];
    double[] stripWork = new double[count];
    for (int s = 0; s < tail.first; s++) {
      boolean narrow = symbolic.width[s] < NARROW;
      for (int e = tail.start[s]; e < tail.start[s + 1] - symbolic.border; e++) {
        int strip = (tail.row[e] - tail.begin) / each;
        stripWork[strip] += (double) (tail.start[s + 1] - e) * symbolic.width[s];
        start[strip + 1] += narrow ? 1 : 0;
      }
    }
    cut = cut(stripWork);
    for (int strip = 0; strip < count; strip++) {
      start[strip + 1] += start[strip];
    }
    supernode = new int[start[count]];
    place = new int[start[count]];
    list(symbolic, tail, each);
  }

  private static int[] cut(double[] stripWork) {
    double work = Arrays.stream(stripWork).sum();
    int count = Pieces.count(work, stripWork.length, IN_PIECE);
    int[] cut = new int[count + 1];
    double sum = 0;
    int piece = 1;
    for (int strip = 0; strip < stripWork.length; strip++) {
      sum += stripWork[strip];
      while (piece < count && sum > work * piece / count) {
        cut[piece++] = strip;
      }
    }
    Arrays.fill(cut, piece, cut.length, stripWork.length);
    return cut;
  }

  private void list(SymbolicFactor symbolic, DenseTail tail, int width) {
    int[] next = start.clone();
    for (int s = 0; s < tail.first; s++) {
      int end = symbolic.width[s] < NARROW ? tail.start[s + 1] - symbolic.border : tail.start[s];
      for (int e = tail.start[s]; e < end; e++) {
        int slot = next[(tail.row[e] - tail.begin) / width]++;
        supernode[slot] = s;
        place[slot] = e;
      }
    }
  }

  /** The first of a strip's rows that is not of a supernode before one: its index. */
  public int first(int strip, int fromSupernode) {
    int low = start[strip];
    int high = start[strip + 1];
    while (low < high) {
      int middle = low + high >>> 1;
      if (supernode[middle] < fromSupernode) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
