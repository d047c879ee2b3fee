package org.blup.internal.design.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;

/**
 * Brings the columns of correlated random effects apart where they nearly coincide. Effects of such
 * columns vary much, and alike: what the data see of them is the small difference of large numbers,
 * lost in rounding at every evaluation, so that no search could tell a minimum. A column is
 * therefore replaced by what those before it leave of it, by the cross-products summed over all
 * levels (Golub &amp; Van Loan, Matrix computations, 5.2.8), and by zeros where that is nothing but
 * rounding ({@link Dependence}). The change is unit triangular: neither the model nor its criterion
 * changes.
 */
public final class CollinearEffects {

  /** A column of which others leave more than this share of its square may stay. */
  private static final double NEAR = 1e-3;

  /**
   * A column of which others leave a smaller share, but more than rounding, keeps fewer than four
   * digits of its square: a criterion was off by 0.15.
   */
  private static final double FEW_DIGITS = 2e-13;

  /** A part of less than this share of a column's square is rounding of none. */
  private static final double NO_PART = 1e-28;

  /** For each term the columns of the change of basis, each of the term's size. */
  private final double[][][] bases;

  /** The same with zeros for columns that others make up. */
  private final double[][][] columns;

  /** For each term and effect the share that is left of the squares that its column is made of. */
  private final double[][] shares;

  /** For each term an effect whose column keeps too few digits; −1 if there is none. */
  private final int[] tooClose;

  private boolean changes;

  /** Finds which columns nearly coincide by the cross-products of some equations. */
  public CollinearEffects(NormalEquations equations) {
    bases = Submodel.allRandom(equations);
    columns = Submodel.allRandom(equations);
    shares = new double[bases.length][];
    tooClose = new int[bases.length];
    Arrays.fill(tooClose, -1);
    for (int t = 0; t < bases.length; t++) {
      shares[t] = equations.terms().get(t).left().clone();
      if (equations.terms().get(t).structure().allowsChangeOfBasis()) {
        separate(equations, t);
      }
    }
  }

  /** An effect of a term that others make up to too few digits; −1 if there is none. */
  public int tooClose(int term) {
    return tooClose[term];
  }

  /** The same equations, or those in a basis of Z whose columns do not coincide. */
  public static NormalEquations apart(NormalEquations equations) {
    return new CollinearEffects(equations).apply(equations);
  }

  /** Brings the same columns apart in equations of the same pattern. */
  public NormalEquations apply(NormalEquations equations) {
    return changes ? changed(equations) : equations;
  }

  private void separate(NormalEquations equations, int t) {
    Term term = equations.terms().get(t);
    double[] gram = equations.levelSum(term);
    int k = term.size();
    List<double[]> before = new ArrayList<>();
    for (int j : byDegree(term)) {
      double[] left = bases[t][j].clone();
      for (int round = 0; round < 2; round++) {
        for (double[] other : before) {
          double multiple = product(gram, other, left) / product(gram, other, other);
          for (int a = 0; a < k; a++) {
            left[a] -= multiple * other[a];
          }
        }
      }
      double square = gram[j * (k + 1)];
      for (int a = 0; a < k; a++) {
        if (left[a] * left[a] * gram[a * (k + 1)] <= NO_PART * square) {
          left[a] = 0;
        }
      }
      double rest = product(gram, left, left);
      double parts = 0;
      for (int a = 0; a < k; a++) {
        parts += left[a] * left[a] * gram[a * (k + 1)];
      }
      boolean isNothing = Dependence.isRounding(rest, parts);
      if (!isNothing) {
        before.add(left);
      }
      if (!(rest >= NEAR * square)) {
        changes = true;
        if (!isNothing && rest < FEW_DIGITS * parts) {
          tooClose[t] = j;
        }
        shares[t][j] = isNothing ? 1 : rest / parts;
        bases[t][j] = left;
        columns[t][j] = isNothing ? new double[k] : left;
      }
    }
  }

  /** The effects, each after those that its column was shifted by. */
  private static int[] byDegree(Term term) {
    int k = term.size();
    int[] degree = new int[k];
    for (int round = 0; round < k; round++) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          if (a != b && term.toUser()[a * k + b] != 0) {
            degree[b] = Math.max(degree[b], degree[a] + 1);
          }
        }
      }
    }
    Integer[] order = new Integer[k];
    Arrays.setAll(order, a -> a);
    Arrays.sort(order, (a, b) -> Integer.compare(degree[a], degree[b]));
    return Arrays.stream(order).mapToInt(a -> a).toArray();
  }

  private static double product(double[] gram, double[] left, double[] right) {
    int k = left.length;
    double sum = 0;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        sum += left[a] * gram[a * k + b] * right[b];
      }
    }
    return sum;
  }

  /** The same cross-products, of other columns of Z. */
  private NormalEquations changed(NormalEquations equations) {
    double[][] fixed = Submodel.allFixed(equations);
    NormalEquations changed =
        new Submodel(equations, fixed, columns, new double[equations.columns()]).equations();
    List<Term> terms = new ArrayList<>();
    for (int t = 0; t < bases.length; t++) {
      terms.add(term(equations.terms().get(t), bases[t], shares[t]));
    }
    return changed.withBorders(equations.border(), changed.groupBorders()).withTerms(terms);
  }

  private static Term term(Term term, double[][] basis, double[] left) {
    int k = term.size();
    double[] toUser = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c < k; c++) {
          toUser[a * k + b] += term.toUser()[a * k + c] * basis[b][c];
        }
      }
    }
    return term.inBasis(toUser, left);
  }
}
