package org.blup.internal.reml.levels;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.numeric.CompensatedSums;

/**
 * What the elimination of Z in all parts comes to. A part hands on what it takes from the square of
 * the border, half the logarithm of its determinant, and how many pivots were large.
 */
public record EliminatedParts(double logDeterminant, long grown) {

  /** The numbers of one part. */
  public static double[] numbers(double[] square, double logDeterminant, long grown) {
    double[] all = Arrays.copyOf(square, square.length + 2);
    all[square.length] = logDeterminant;
    all[square.length + 1] = grown;
    return all;
  }

  /** Adds what the parts take, which is negative, to the square of the border, in their order. */
  public static EliminatedParts of(List<double[]> parts, double[] square) {
    CompensatedSums sum = new CompensatedSums(square.length);
    sum.start(square, 0);
    double logDeterminant = 0;
    long grown = 0;
    for (double[] part : parts) {
      sum.add(part, 0, square.length);
      logDeterminant += part[square.length];
      grown += (long) part[square.length + 1];
    }
    sum.finish(square, 0);
    return new EliminatedParts(logDeterminant, grown);
  }
}
