package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.reml.identification.NullSpace;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.trustregion.FixedVariables;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/**
 * Brings an optimum to its final form: directions without variance are set to exactly zero where
 * the criterion does not mind, templates are lower triangular, diagonals not negative. Close to
 * lost rank the search for the optimum gains its last digits slowly, so it goes on among the
 * templates of the rank that is left.
 *
 * <p>Not a question of rounding in cross-products, as the rank of X is: θ is found by a search, and
 * whether a direction has variance is decided by the criterion with and without it.
 */
final class RankReduction {

  /**
   * Standard deviations above this share of the residual's are not tried to be zero: they change a
   * criterion by more than {@link #ALLOWED_LOSS} unless the data say nothing of them.
   */
  static final double SMALL_DEVIATION = 1e-3;

  /**
   * Below this share they are tried together: squared, 1e-10, they are no more than the loss that
   * is allowed.
   */
  private static final double NEGLIGIBLE_DEVIATION = 1e-5;

  /** Below this share they are rounding of zero: 45 units of the last place of 1. */
  private static final double ROUNDING_OF_ZERO = 1e-14;

  /**
   * A criterion that is higher by less than this is as low; in units of the deviance, a tenth of
   * what a search takes for no gain.
   */
  private static final double ALLOWED_LOSS = 1e-10;

  /** The search at the rank that is left ends after so many evaluations. */
  private static final int MOST_EVALUATIONS = 50;

  private final Objective objective;
  private final Templates templates;
  private double[] theta;

  /** For each term its template on the optimiser's scale, columns orthogonal, longest first. */
  private final double[][] basis;

  private final double[][] lengths;
  private final int[] rank;

  /** The templates as the search found them: triangular, and final where no rank is lost. */
  private final double[][] found;

  /** Whether what was found has lost its rank already, so that all of it is final. */
  private boolean isFinal;

  RankReduction(Objective objective, double[] theta) {
    this.objective = objective;
    this.theta = theta;
    templates = objective.templates;
    int terms = templates.terms().size();
    basis = new double[terms][];
    lengths = new double[terms][];
    rank = new int[terms];
    found = new double[terms][];
    for (int t = 0; t < terms; t++) {
      rank[t] = templates.terms().get(t).size();
    }
    decompose(theta);
  }

  private void decompose(double[] theta) {
    double[][] factors = templates.newFactors();
    objective.parametrisation.expand(theta, factors);
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      basis[t] = templates.template(t, factors);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          basis[t][a * k + b] *= variable(term, a);
        }
      }
      found[t] = basis[t].clone();
      lengths[t] = lengths(t, term);
    }
  }

  /** Of the columns that may be dropped. */
  private double[] lengths(int t, Term term) {
    if (!objective.parametrisation.isDirect(t)) {
      rank[t] = rank(term.size(), basis[t]);
      return new double[0];
    }
    return term.structure().allowsChangeOfBasis()
        ? Rotations.orthogonalise(term.size(), basis[t])
        : diagonal(t);
  }

  private static int rank(int k, double[] template) {
    double[] lengths = Rotations.orthogonalise(k, template.clone());
    double least = ROUNDING_OF_ZERO * Arrays.stream(lengths).max().orElse(0);
    return (int) Arrays.stream(lengths).filter(length -> length > least).count();
  }

  /** The scale of an effect, and zero for one that no row has: it is left without variance. */
  private double variable(Term term, int a) {
    int effect = term.offset() + a;
    boolean nothing = templates.isNothing(term.group(), effect);
    return nothing ? 0 : templates.scale(term.group(), effect);
  }

  private double[] diagonal(int t) {
    int k = templates.terms().get(t).size();
    double[] diagonal = new double[k];
    for (int a = 0; a < k; a++) {
      diagonal[a] = Math.abs(basis[t][a * (k + 1)]);
    }
    return diagonal;
  }

  /** Drops what can be dropped and returns the groups' factors in their final form. */
  double[][] run() {
    double allowed = objective.value(theta) + Math.max(ALLOWED_LOSS, objective.rounding());
    reducePatterned(allowed);
    dropBetween(0, ROUNDING_OF_ZERO, Double.POSITIVE_INFINITY);
    dropBetween(ROUNDING_OF_ZERO, NEGLIGIBLE_DEVIATION, allowed);
    boolean dropped = true;
    while (dropped) {
      dropped = dropShortest(allowed);
    }
    search();
    return finalForm();
  }

  /** Brings patterned covariances to lost rank, if they are close to it. */
  private void reducePatterned(double allowed) {
    for (double small : new double[] {SMALL_DEVIATION, NEGLIGIBLE_DEVIATION}) {
      double[] reduced = objective.model.setup.deviations.reduced(small, theta);
      if (!Arrays.equals(reduced, theta) && objective.value(reduced) <= allowed) {
        theta = reduced;
        decompose(theta);
        return;
      }
    }
  }

  /** Searches on among the templates of the rank that is left, if rank was lost. */
  private void search() {
    double[][] form = finalForm();
    double[] theta = objective.parametrisation.collect(form);
    int[] free = IntStream.range(0, theta.length).filter(i -> isFree(form, theta, i)).toArray();
    if (free.length == 0 || free.length == theta.length) {
      return;
    }
    double before = objective.value(form);
    FixedVariables problem = new FixedVariables(objective, theta, free);
    Goal goal = objective.goal().within(ALLOWED_LOSS).inEvaluations(MOST_EVALUATIONS);
    SearchResult result = TrustRegionSearch.minimise(problem, problem.free(theta), goal);
    if (result.isMinimum() && result.value() <= before + result.rounding()) {
      decompose(problem.expand(result.x()));
      isFinal = true;
    }
  }

  /** Whether a parameter is not one that was brought to where rank is lost. */
  private boolean isFree(double[][] form, double[] theta, int parameter) {
    Parametrisation parametrisation = objective.parametrisation;
    int t = parametrisation.term(parameter);
    if (!parametrisation.isDirect(t)) {
      return !objective.model.setup.deviations.isReduced(parameter, theta);
    }
    int element = templates.elementStart[t] + parameter - parametrisation.termStart[t];
    int g = templates.group[element];
    int k = templates.groupSize(g);
    return IntStream.range(0, k).anyMatch(a -> form[g][a * k + templates.column[element]] != 0);
  }

  /** Whether any combination of effects was left without variance. */
  boolean losesRank() {
    for (int t = 0; t < rank.length; t++) {
      if (rank[t] < templates.terms().get(t).size()) {
        return true;
      }
    }
    return false;
  }

  /** The combinations of effects that were left without variance. */
  List<SingularDirection> singularDirections() {
    List<SingularDirection> directions = new ArrayList<>();
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      double[] scale = new double[k];
      for (int a = 0; a < k; a++) {
        scale[a] = templates.scale(term.group(), term.offset() + a);
      }
      double[] unscaled = basis[t].clone();
      for (int i = 0; i < k * k; i++) {
        unscaled[i] /= scale[i / k];
      }
      if (rank[t] == k) {
        continue;
      }
      int index = t;
      for (double[] direction :
          NullSpace.basis(
              k,
              unscaled,
              scale,
              k - rank[t],
              objective.userBasis.scale(t),
              v -> objective.userBasis.coefficients(index, v))) {
        directions.add(new SingularDirection(t, Arrays.stream(direction).boxed().toList()));
      }
    }
    return directions;
  }

  private void dropBetween(double from, double limit, double allowed) {
    double[][] before = copy(basis);
    int[] ranksBefore = rank.clone();
    boolean dropped = false;
    for (int t = 0; t < rank.length; t++) {
      for (int c = 0; c < lengths[t].length; c++) {
        if (from <= lengths[t][c] && lengths[t][c] < limit) {
          drop(t, c);
          dropped = true;
        }
      }
    }
    if (dropped && objective.value(finalForm()) > allowed) {
      restore(before, ranksBefore);
    }
  }

  /** Drops the shortest column left if the criterion allows it. */
  private boolean dropShortest(double allowed) {
    int term = -1;
    int column = -1;
    double shortest = SMALL_DEVIATION;
    for (int t = 0; t < rank.length; t++) {
      for (int c = 0; c < lengths[t].length; c++) {
        if (lengths[t][c] < shortest && !isZero(t, c)) {
          shortest = lengths[t][c];
          term = t;
          column = c;
        }
      }
    }
    if (term < 0) {
      return false;
    }
    double[][] before = copy(basis);
    int[] ranksBefore = rank.clone();
    drop(term, column);
    if (objective.value(finalForm()) <= allowed) {
      return true;
    }
    restore(before, ranksBefore);
    return false;
  }

  private boolean isZero(int t, int c) {
    int k = lengths[t].length;
    for (int a = 0; a < k; a++) {
      if (basis[t][a * k + c] != 0) {
        return false;
      }
    }
    return true;
  }

  private void drop(int t, int c) {
    int k = lengths[t].length;
    for (int a = 0; a < k; a++) {
      basis[t][a * k + c] = 0;
    }
    rank[t]--;
  }

  private void restore(double[][] before, int[] ranksBefore) {
    System.arraycopy(before, 0, basis, 0, basis.length);
    System.arraycopy(ranksBefore, 0, rank, 0, rank.length);
  }

  private static double[][] copy(double[][] arrays) {
    double[][] copy = new double[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      copy[i] = arrays[i].clone();
    }
    return copy;
  }

  private double[][] finalForm() {
    double[][] factors = templates.newFactors();
    for (int t = 0; t < rank.length; t++) {
      Term term = templates.terms().get(t);
      int k = term.size();
      boolean reduced = rank[t] < k && !isFinal && objective.parametrisation.isDirect(t);
      double[] template = (reduced ? basis[t] : found[t]).clone();
      if (term.structure().allowsChangeOfBasis() && reduced) {
        Rotations.lowerTriangle(k, template, rank[t]);
      }
      int size = templates.groupSize(term.group());
      for (int a = 0; a < k; a++) {
        int row = (term.offset() + a) * size + term.offset();
        double scale = templates.scale(term.group(), term.offset() + a);
        for (int b = 0; b <= a; b++) {
          double element = template[a * k + b] / scale;
          factors[term.group()][row + b] = template[b * (k + 1)] < 0 ? 0 - element : element;
        }
      }
    }
    return factors;
  }
}
