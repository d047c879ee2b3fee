package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Neighbouring supernodes of one width that wait for no others and have the same rows, all of them
 * in the tail: levels of a factor of several effects that is crossed with all of another, of which
 * there are hundreds. Their panels stand one after the other, so that together they are one matrix
 * of many columns, which a product takes at once.
 */
public final class AlikeLeaves {

  /** From this width on a product of two panels goes to the dense kernels. */
  public static final int WIDE = 16;

  /** The end of the alike supernodes that begin with each; its own end where there are none. */
  private final int[] end;

  AlikeLeaves(SymbolicFactor symbolic, DenseTail tail, IntPredicate isLeaf) {
    end = new int[symbolic.supernodes];
    for (int s = end.length - 1; s >= 0; s--) {
      end[s] = s + 1 < end.length && areAlike(symbolic, tail, isLeaf, s) ? end[s + 1] : s + 1;
    }
  }

  /** Whether a supernode is like the one that follows. */
  private static boolean areAlike(
      SymbolicFactor symbolic, DenseTail tail, IntPredicate isLeaf, int s) {
    int begin = symbolic.rowStart[s];
    int middle = symbolic.rowStart[s + 1];
    int width = symbolic.width[s];
    return width == symbolic.width[s + 1]
        && TailStrips.NARROW <= width
        && width < WIDE
        && isLeaf.test(s)
        && isLeaf.test(s + 1)
        && begin < middle
        && symbolic.supernodeOf[symbolic.rowPosition[begin]] >= tail.first
        && Arrays.equals(
            symbolic.rowPosition,
            begin,
            middle,
            symbolic.rowPosition,
            middle,
            symbolic.rowStart[s + 2]);
  }

  /** The end of the supernodes from one on that are alike. */
  public int end(int s) {
    return end[s];
  }
}
