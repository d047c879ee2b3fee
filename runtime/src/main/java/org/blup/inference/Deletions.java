package org.blup.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Term;
import org.blup.design.Submodel;
import org.blup.reml.Reml;
import org.blup.reml.Solution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits of a model with some of its columns left out, from its cross-products. Columns are the
 * user's; they are found in the working basis, where leaving out an intercept from beneath a
 * shifted slope would leave out something else.
 */
public final class Deletions {

  private final NormalEquations equations;

  public Deletions(NormalEquations equations) {
    this.equations = equations;
  }

  /** The ML criterion of all columns. */
  public double maximumLikelihood() {
    return solve(equations, false).criterion();
  }

  /**
   * A smaller model.
   *
   * @param criterion of its fit
   * @param columns how many fixed effects it has
   */
  public record Smaller(double criterion, int columns) {}

  /**
   * Fits by ML with other fixed effects, each a combination of the user's.
   *
   * @param map the user's coefficients as combinations of those of the equations, p × p
   * @param responseShift what was taken from y, as combination of the user's columns
   * @param columns what stays
   */
  public Smaller withFixed(double[][] map, double[] responseShift, RemainingColumns columns) {
    int p = equations.columns();
    DMatrixRMaj inverse = inverse(new DMatrixRMaj(map));
    double[] gram = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        gram[i * p + j] = equations.border()[i * (p + 1) + j];
      }
    }
    Subspace space = new Subspace(p, gram);
    columns.kept().forEach(column -> space.add(product(inverse, column)));
    columns.derived().forEach(column -> space.addDerived(product(inverse, column)));
    double[] shift = space.outside(product(inverse, responseShift));
    double[][] basis = space.basis();
    Submodel submodel = new Submodel(equations, basis, Submodel.allRandom(equations), shift);
    return new Smaller(solve(submodel.equations(), false).criterion(), basis.length);
  }

  /** The inverse of a change of basis, whose columns may have any units. */
  private static DMatrixRMaj inverse(DMatrixRMaj map) {
    DMatrixRMaj inverse = new DMatrixRMaj(map.numRows, map.numRows);
    if (!CommonOps_DDRM.invert(map, inverse)) {
      throw new IllegalStateException("a change of basis without an inverse");
    }
    return inverse;
  }

  private static double[] product(DMatrixRMaj matrix, double[] vector) {
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length; i++) {
      for (int c = 0; c < vector.length; c++) {
        result[i] += matrix.get(i, c) * vector[c];
      }
    }
    return result;
  }

  /**
   * A model without some random effects.
   *
   * @param criterion of its fit
   * @param added what the whole model has beyond it
   */
  public record WithoutEffects(double criterion, AddedEffects added) {}

  /**
   * Fits without some effects of a random term.
   *
   * @param kept which of the term's effects stay; none takes the term out
   */
  public WithoutEffects withoutRandom(int term, boolean[] kept, boolean reml) {
    double[][][] random = Submodel.allRandom(equations);
    random[term] = basis(term, kept);
    Submodel submodel =
        new Submodel(
            equations, Submodel.allFixed(equations), random, new double[equations.columns()]);
    NormalEquations without = submodel.equations();
    List<Term> terms = equations.terms();
    double[][] covariances = new double[terms.size()][];
    Arrays.setAll(covariances, t -> new double[terms.get(t).size() * terms.get(t).size()]);
    double criterion;
    if (without.terms().isEmpty()) {
      criterion = LinearModel.criterion(without, reml);
    } else {
      Solution solution = solve(without, reml);
      criterion = solution.criterion();
      double[][] found = ProfileLikelihood.relativeCovariances(without, solution);
      int next = 0;
      for (int t = 0; t < terms.size(); t++) {
        if (t != term) {
          covariances[t] = found[next++];
        } else if (random[t].length > 0) {
          covariances[t] = expanded(terms.get(t), random[t], found[next++]);
        }
      }
    }
    return new WithoutEffects(criterion, AddedEffects.of(terms, term, kept, covariances));
  }

  /** {@code T B Σ Bᵀ Tᵀ}: the covariance of the user's effects from that of a part's. */
  private static double[] expanded(Term term, double[][] basis, double[] part) {
    int k = term.size();
    int n = basis.length;
    double[][] columns = new double[n][k];
    for (int c = 0; c < n; c++) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          columns[c][a] += term.toUser()[a * k + b] * basis[c][b];
        }
      }
    }
    double[] covariance = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c < n; c++) {
          for (int d = 0; d < n; d++) {
            covariance[a * k + b] += columns[c][a] * part[c * n + d] * columns[d][b];
          }
        }
      }
    }
    return covariance;
  }

  private double[][] basis(int t, boolean[] kept) {
    Term term = equations.terms().get(t);
    int k = term.size();
    if (!term.correlated()) {
      return IntStream.range(0, k)
          .filter(c -> kept[c])
          .mapToObj(c -> Submodel.allRandom(equations)[t][c])
          .toArray(double[][]::new);
    }
    double[] gram = new double[k * k];
    int size = equations.groups().get(term.group()).size();
    Block block = equations.block(term.group(), term.group());
    for (int at = 0; at < block.values().length; at += size * size) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          gram[a * k + b] += block.values()[at + (term.offset() + a) * size + term.offset() + b];
        }
      }
    }
    DMatrixRMaj columns = inverse(new DMatrixRMaj(k, k, true, term.toUser().clone()));
    Subspace space = new Subspace(k, gram);
    for (int c = 0; c < k; c++) {
      double[] column = new double[k];
      for (int i = 0; i < k; i++) {
        column[i] = columns.get(i, c);
      }
      if (kept[c]) {
        space.add(column);
      }
    }
    return space.basis();
  }

  private static Solution solve(NormalEquations equations, boolean reml) {
    return Reml.solve(equations, reml, (theta, value) -> {});
  }
}
