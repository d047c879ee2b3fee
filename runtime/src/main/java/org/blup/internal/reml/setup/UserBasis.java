package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.numeric.Quadratic;

/**
 * From the working basis of a term's columns to the user's: with {@code Z_user T = Z} effects
 * become {@code T b}, and the template {@code T Λ}, its columns rotated into a triangle again.
 */
public final class UserBasis {

  /**
   * A sum below this share of its parts is rounding of zero: 45 units in the last place. The parts
   * are products of elements, each rounded some times.
   */
  private static final double ROUNDING_OF_ZERO = 1e-14;

  private final NormalEquations equations;
  private final List<Term> terms;
  private final boolean[] users;

  public UserBasis(NormalEquations equations) {
    this.equations = equations;
    terms = equations.terms();
    users = new boolean[terms.size()];
    for (int t = 0; t < users.length; t++) {
      users[t] = terms.get(t).isUsers();
    }
  }

  /** A term's template, size × size row by row; as it is where the user's basis is the working. */
  public double[] template(int t, double[] working) {
    if (users[t]) {
      return working;
    }
    int k = terms.get(t).size();
    double[] template = product(k, terms.get(t).toUser(), working);
    Rotations.lowerTriangle(k, template, gatherColumns(k, template));
    return template;
  }

  /** {@code T Λ}, with zeros where the parts of an element cancel each other. */
  private static double[] product(int k, double[] t, double[] working) {
    double[] product = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int c = 0; c < k; c++) {
        double sum = 0;
        double size = 0;
        for (int b = 0; b < k; b++) {
          double part = t[a * k + b] * working[b * k + c];
          sum += part;
          size += Math.abs(part);
        }
        product[a * k + c] = Math.abs(sum) <= ROUNDING_OF_ZERO * size ? 0 : sum;
      }
    }
    return product;
  }

  /** Moves the columns that are not zero to the front; says how many they are. */
  private static int gatherColumns(int k, double[] matrix) {
    int rank = 0;
    for (int c = 0; c < k; c++) {
      boolean zero = true;
      for (int a = 0; a < k; a++) {
        zero &= matrix[a * k + c] == 0;
      }
      for (int a = 0; a < k && !zero; a++) {
        double element = matrix[a * k + c];
        matrix[a * k + c] = 0;
        matrix[a * k + rank] = element;
      }
      rank += zero ? 0 : 1;
    }
    return rank;
  }

  /** Takes the effects of a group's levels to the user's, in place. */
  public void effects(int g, double[] effects) {
    int size = equations.groups().get(g).size();
    for (int t = 0; t < users.length; t++) {
      Term term = terms.get(t);
      for (int at = term.offset(); at < effects.length && isOther(t, g); at += size) {
        multiply(term.size(), term.toUser(), effects, at, 1, 1, 1);
      }
    }
  }

  /** The effects of a group's levels in the working basis: the way back from the user's. */
  public double[] workingEffects(int g, double[] effects) {
    double[] working = effects.clone();
    int size = equations.groups().get(g).size();
    for (int t = 0; t < users.length; t++) {
      Term term = terms.get(t);
      for (int at = term.offset(); at < working.length && isOther(t, g); at += size) {
        multiply(term.size(), inverse(term), working, at, 1, 1, 1);
      }
    }
    return working;
  }

  /** Takes the covariances of a group's levels, one block each, to the user's, in place. */
  public void covariances(int g, double[] covariances) {
    int size = equations.groups().get(g).size();
    for (int t = 0; t < users.length; t++) {
      Term term = terms.get(t);
      int k = term.size();
      for (int at = 0; at < covariances.length && isOther(t, g); at += size * size) {
        multiply(k, term.toUser(), covariances, at + term.offset() * size, size, 1, size);
        multiply(k, term.toUser(), covariances, at + term.offset(), 1, size, size);
      }
    }
  }

  /** A covariance of a term's effects, size × size row by row, for the user's: {@code T S Tᵀ}. */
  public double[] covariance(int t, double[] working) {
    int k = terms.get(t).size();
    double[] covariance = working.clone();
    multiply(k, terms.get(t).toUser(), covariance, 0, k, 1, k);
    multiply(k, terms.get(t).toUser(), covariance, 0, 1, k, k);
    return covariance;
  }

  private boolean isOther(int t, int g) {
    return !users[t] && terms.get(t).group() == g;
  }

  /** Coefficients of a combination of effects: {@code v ᵀb = (T⁻ᵀv)ᵀ(T b)}. */
  public double[] coefficients(int t, double[] working) {
    return solve(terms.get(t), working, true);
  }

  /** T⁻¹ of a term, size × size row by row. */
  public static double[] inverse(Term term) {
    int k = term.size();
    double[] inverse = new double[k * k];
    for (int b = 0; b < k; b++) {
      double[] unit = new double[k];
      unit[b] = 1;
      double[] column = solve(term, unit, false);
      for (int a = 0; a < k; a++) {
        inverse[a * k + b] = column[a];
      }
    }
    return inverse;
  }

  /** The root mean squares of a term's columns. */
  public double[] scale(int t) {
    Term term = terms.get(t);
    int k = term.size();
    double[] gram = equations.levelSum(term);
    double[] scale = new double[k];
    for (int a = 0; a < k; a++) {
      double[] unit = new double[k];
      unit[a] = 1;
      double[] column = solve(term, unit, false);
      double[] product = Quadratic.times(gram, column);
      double squares = 0;
      for (int b = 0; b < k; b++) {
        squares += column[b] * product[b];
      }
      scale[a] = Templates.powerOfTwo(Math.sqrt(Math.max(0, squares) / equations.rows()));
    }
    return scale;
  }

  /** {@code T⁻¹x} or {@code T⁻ᵀx}: since T − I is nilpotent, x ← x₀ − (T − I)x ends. */
  public static double[] solve(Term term, double[] right, boolean transposed) {
    int k = term.size();
    double[] x = right.clone();
    for (int round = 1; round < k; round++) {
      double[] next = right.clone();
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          double element = term.toUser()[transposed ? b * k + a : a * k + b];
          next[a] -= a == b ? 0 : element * x[b];
        }
      }
      x = next;
    }
    return x;
  }

  /** Columns {@code x ← T x} of a matrix whose elements stand the given strides apart. */
  private static void multiply(
      int k, double[] t, double[] x, int start, int rowStride, int columnStride, int columns) {
    double[] column = new double[k];
    for (int c = 0; c < columns; c++) {
      int at = start + c * columnStride;
      Arrays.fill(column, 0);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          column[a] += t[a * k + b] * x[at + b * rowStride];
        }
      }
      for (int a = 0; a < k; a++) {
        x[at + a * rowStride] = column[a];
      }
    }
  }
}
