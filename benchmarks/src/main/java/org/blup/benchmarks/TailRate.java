package org.blup.benchmarks;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.EliminationPlan;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.linalg.ordering.BlockPattern;

/**
 * How fast a dense tail as large as that of some factor is factored and inverted, whatever comes
 * before it left out.
 */
final class TailRate {

  private static final double SECONDS = 1;

  private final int columns;
  private final BlockCholesky factor;
  private final SelectedInverse inverse;

  /** A tail like that of a factor, filled with numbers of its own. */
  TailRate(SymbolicFactor like) {
    columns = like.unknowns() - new EliminationPlan(like).tail.begin;
    int[] sizes = new int[columns];
    Arrays.fill(sizes, 1);
    factor = new BlockCholesky(SymbolicFactor.of(BlockPattern.of(sizes, like.border, this::all)));
    inverse = new SelectedInverse(factor);
  }

  private void all(BlockPattern.PairConsumer pairs) {
    for (int i = 1; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        pairs.accept(i, j);
      }
    }
  }

  /** The columns of the tail. */
  int columns() {
    return columns;
  }

  /**
   * Additions and multiplications a second of processor time, all threads together: a third of the
   * columns' cube for the factor and two thirds for the inverse.
   *
   * @param processorNanoseconds what all threads have taken so far
   */
  double operationsPerSecond(LongSupplier processorNanoseconds) {
    repeat(processorNanoseconds);
    return Math.pow(columns, 3) / repeat(processorNanoseconds);
  }

  /** Processor seconds of one factorisation with its inverse. */
  private double repeat(LongSupplier processorNanoseconds) {
    double sum = 0;
    int runs = 0;
    for (long end = System.nanoTime() + (long) (SECONDS * 1e9); System.nanoTime() < end; runs++) {
      fill();
      long start = processorNanoseconds.getAsLong();
      factor.factor();
      inverse.compute(factor.symbolic().border - 1);
      sum += (processorNanoseconds.getAsLong() - start) * 1e-9;
    }
    return sum / runs;
  }

  /** Ones beside a diagonal of the number of columns. */
  private void fill() {
    SymbolicFactor symbolic = factor.symbolic();
    Arrays.fill(factor.panels(), 1);
    for (int node = 0; node < columns; node++) {
      factor.panels()[symbolic.diagonal(node)] = columns;
    }
    for (int i = 0; i < symbolic.border; i++) {
      factor.panels()[symbolic.borderSquare() + i * (symbolic.border + 1)] = columns;
    }
  }
}
