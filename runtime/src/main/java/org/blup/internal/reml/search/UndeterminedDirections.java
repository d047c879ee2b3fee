package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.identification.FlatDirections;
import org.blup.internal.reml.identification.UndeterminedTerms;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.setup.UserBasis;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.blup.internal.reml.solution.UndeterminedVariances.Pair;

/** Finds what directions of covariances on which the likelihood does not depend make of a fit. */
final class UndeterminedDirections {

  /**
   * How far the other way: not as far, for answers may be even functions of the direction, which
   * are equal at equal distances.
   */
  private static final double BACK = 0.4;

  private UndeterminedDirections() {}

  /**
   * What depends on directions.
   *
   * @throws UndeterminedVarianceException if a whole term, or the residual, is undetermined
   */
  static UndeterminedVariances of(FlatDirections flat, EquationSetup setup) {
    if (flat.isEmpty()) {
      return UndeterminedVariances.NONE;
    }
    UndeterminedTerms.refuse(flat, setup.templates);
    List<boolean[]> elements = new ArrayList<>();
    for (int t = 0; t < setup.templates.terms().size(); t++) {
      elements.add(elements(flat, setup.templates, setup.userBasis, t));
    }
    List<Pair> pairs = new ArrayList<>();
    Objective objective = new Objective(setup, true, (theta, value) -> {});
    for (double[] direction : flat.directions()) {
      Solution first = solution(objective, flat.moved(direction, 1, FlatDirections.SHARE_OF_WAY));
      pairs.add(new Pair(first, solution(objective, flat.moved(direction, 1, -BACK))));
    }
    return new UndeterminedVariances(elements, List.copyOf(pairs));
  }

  private static Solution solution(Objective objective, double[][] factors) {
    return Optimum.at(objective, objective.value(factors), Optional.empty());
  }

  private static boolean[] elements(
      FlatDirections flat, Templates templates, UserBasis basis, int t) {
    Term term = templates.terms().get(t);
    int k = term.size();
    boolean[] undetermined = new boolean[k * k];
    double[] scale = basis.scale(t);
    for (double[] direction : flat.directions()) {
      double[] matrix = matrix(flat, templates, t, direction);
      double largest = 0;
      for (double element : matrix) {
        largest = Math.max(largest, Math.abs(element));
      }
      double[] users = basis.covariance(t, matrix);
      for (int i = 0; i < k * k; i++) {
        double size = Math.abs(users[i]) * scale[i / k] * scale[i % k];
        undetermined[i] |= size > FlatDirections.CHANGES * largest && largest > 0;
      }
    }
    return undetermined;
  }

  /** The change of a term's covariance in the working basis; zero where it is but rounding. */
  private static double[] matrix(
      FlatDirections flat, Templates templates, int t, double[] direction) {
    Term term = templates.terms().get(t);
    int k = term.size();
    double[] matrix = new double[k * k];
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      int b = templates.column[i] - term.offset();
      double unit = templates.scale(i) * templates.scale(term.group(), templates.column[i]);
      double change = flat.share(direction, i) > FlatDirections.CHANGES ? direction[i] / unit : 0;
      matrix[a * k + b] = change;
      matrix[b * k + a] = change;
    }
    return matrix;
  }
}
