package org.blup.internal.inference.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.inference.EffectCovariances;
import org.blup.internal.inference.estimability.ChangeOfBasis;
import org.blup.internal.inference.estimability.FixedSpan;
import org.blup.internal.inference.estimability.RemainingCoefficients;
import org.blup.internal.inference.estimability.RemainingColumns;
import org.blup.internal.inference.estimability.Subspace;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.Solution;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Fits of a model with some of its columns left out, from its cross-products. Columns are the
 * user's; they are found in the working basis, where leaving out an intercept from beneath a
 * shifted slope would leave out something else.
 */
public final class SubmodelFits {

  private final NormalEquations equations;
  private final NormalEquations rowwise;

  /** The equations at any covariance of the residuals, which each fit finds anew. */
  private final Optional<ResidualEquations> residuals;

  SubmodelFits(
      NormalEquations equations, NormalEquations rowwise, Optional<ResidualEquations> residuals) {
    this.equations = equations;
    this.rowwise = rowwise;
    this.residuals = residuals;
  }

  /** Of the design of a fit. */
  public static SubmodelFits of(ObservedDesign design, Solution solution) {
    return new SubmodelFits(
        design.equations(), design.rowwise(), solution.residual().map(ResidualFit::residuals));
  }

  /** The ML criterion of all columns. */
  public double maximumLikelihood() {
    return residuals
        .map(all -> solve(all, false))
        .orElseGet(() -> solve(equations, false))
        .criterion();
  }

  /**
   * A model with fewer fixed effects.
   *
   * @param equations of it
   * @param rowwise the same for independent residuals
   * @param solution its fit by ML
   * @param coefficients finds how the kept coefficients follow from those of the equations
   */
  public record Smaller(
      NormalEquations equations,
      NormalEquations rowwise,
      Solution solution,
      Supplier<RemainingCoefficients> coefficients) {

    /** The ML criterion. */
    public double criterion() {
      return solution.criterion();
    }

    /** How many fixed effects there are. */
    public int columns() {
      return equations.columns();
    }
  }

  /**
   * Fits by ML with other fixed effects, each a combination of the design's.
   *
   * @param columns what stays
   */
  public Smaller withFixed(ObservedDesign design, RemainingColumns columns) {
    FixedSpan span = new FixedSpan(design);
    List<double[]> all = columns.inOrder();
    boolean[] isKept = new boolean[all.size()];
    for (int c = 0; c < isKept.length; c++) {
      isKept[c] = span.add(all.get(c));
    }
    double[] responseShift = design.coefficients(new double[equations.columns()]);
    double[] outside = span.outside(responseShift);
    Submodel smaller =
        new Submodel(equations, span.basis(), Submodel.allRandom(equations), outside);
    Supplier<RemainingCoefficients> coefficients =
        () -> new RemainingCoefficients(span, all, isKept, responseShift);
    Solution solution = solve(smaller, false);
    NormalEquations found = solution.setup().equations;
    return new Smaller(found, rowwise(smaller, found), solution, coefficients);
  }

  /**
   * A model without some random effects.
   *
   * @param equations of it
   * @param rowwise the same for independent residuals
   * @param criterion of its fit
   * @param solution its fit; null for a linear model, or where the effects that stay are collinear
   * @param undetermined on how many directions of its covariances the likelihood does not depend
   * @param added what the whole model has beyond it
   */
  public record WithoutEffects(
      NormalEquations equations,
      NormalEquations rowwise,
      double criterion,
      @Nullable Solution solution,
      int undetermined,
      AddedEffects added) {}

  /**
   * Fits without some effects of a random term.
   *
   * @param kept which of the term's effects stay; none takes the term out
   */
  public WithoutEffects withoutRandom(int term, boolean[] kept, boolean reml) {
    double[][][] random = Submodel.allRandom(equations);
    random[term] = basis(term, kept);
    double[] toUser = toUser(term, kept, random[term]);
    Submodel submodel =
        new Submodel(
            equations, Submodel.allFixed(equations), random, new double[equations.columns()]);
    if (toUser.length > 0) {
      submodel = submodel.withBasis(term, toUser);
    }
    NormalEquations without = submodel.equations();
    List<Term> terms = equations.terms();
    double[][] covariances = new double[terms.size()][];
    Arrays.setAll(covariances, t -> new double[terms.get(t).size() * terms.get(t).size()]);
    double criterion;
    Solution solution = null;
    if (without.terms().isEmpty() && residuals.isEmpty()) {
      criterion = LinearModel.criterion(without, reml);
    } else {
      solution = solve(submodel, reml);
      without = solution.setup().equations;
      criterion = solution.criterion();
      double[][] found = EffectCovariances.relative(without, solution);
      int next = 0;
      for (int t = 0; t < terms.size(); t++) {
        if (t != term) {
          covariances[t] = found[next++];
        } else if (random[t].length > 0) {
          covariances[t] =
              toUser.length > 0
                  ? placed(kept, found[next++])
                  : expanded(terms.get(t), random[t], found[next++]);
        }
      }
    }
    boolean isUsers = random[term].length == 0 || toUser.length > 0;
    return new WithoutEffects(
        without,
        rowwise(submodel, without),
        criterion,
        isUsers ? solution : null,
        solution == null ? 0 : solution.undeterminedVariances().directions(),
        AddedEffects.of(terms, term, kept, covariances));
  }

  /**
   * Scales the columns of a basis so that the effects that stay are a unit triangle times those of
   * the basis.
   *
   * @return that triangle, row by row; empty if effects are collinear, or none stays
   */
  private double[] toUser(int t, boolean[] kept, double[][] basis) {
    Term term = equations.terms().get(t);
    int k = term.size();
    int[] effects = IntStream.range(0, k).filter(c -> kept[c]).toArray();
    if (effects.length != basis.length) {
      return new double[0];
    }
    double[] toUser = new double[effects.length * effects.length];
    for (int c = 0; c < basis.length; c++) {
      double[] user = new double[k];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          user[a] += term.toUser()[a * k + b] * basis[c][b];
        }
      }
      double scale = user[effects[c]];
      for (int b = 0; b < k; b++) {
        basis[c][b] /= scale;
      }
      for (int a = 0; a <= c; a++) {
        toUser[a * effects.length + c] = a == c ? 1 : user[effects[a]] / scale;
      }
    }
    return toUser;
  }

  /** The covariance of all effects from that of those that stay. */
  private static double[] placed(boolean[] kept, double[] part) {
    int k = kept.length;
    int[] effects = IntStream.range(0, k).filter(c -> kept[c]).toArray();
    double[] covariance = new double[k * k];
    for (int a = 0; a < effects.length; a++) {
      for (int b = 0; b < effects.length; b++) {
        covariance[effects[a] * k + effects[b]] = part[a * effects.length + b];
      }
    }
    return covariance;
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
    if (!term.structure().allowsChangeOfBasis()) {
      return IntStream.range(0, k)
          .filter(c -> kept[c])
          .mapToObj(c -> Submodel.allRandom(equations)[t][c])
          .toArray(double[][]::new);
    }
    double[] gram = equations.levelSum(term);
    DMatrixRMaj columns = ChangeOfBasis.inverse(new DMatrixRMaj(k, k, true, term.toUser().clone()));
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

  private NormalEquations rowwise(Submodel submodel, NormalEquations found) {
    return residuals.isEmpty() ? found : submodel.of(rowwise).equations();
  }

  private Solution solve(Submodel submodel, boolean reml) {
    return residuals
        .map(all -> solve(all.in(submodel), reml))
        .orElseGet(() -> solve(submodel.equations(), reml));
  }

  private static Solution solve(NormalEquations equations, boolean reml) {
    return Reml.solve(equations, reml, (theta, value) -> {});
  }

  private static Solution solve(ResidualEquations residuals, boolean reml) {
    return Reml.solve(residuals, reml, (theta, value) -> {});
  }
}
