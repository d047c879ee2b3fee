package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.reml.identification.UndeterminedVarianceException.Effects;
import org.blup.internal.reml.setup.Templates;

/**
 * Decides whether flat directions leave all of a term's covariance, or the residual variance,
 * undetermined. Such a fit would rest on nothing; directions within a term, and sums of variances
 * that are determined, leave answers.
 */
public final class UndeterminedTerms {

  private UndeterminedTerms() {}

  /**
   * Refuses a model of which the data leave a whole term, or the residual variance, undetermined.
   *
   * @throws UndeterminedVarianceException that names the term and what takes its place
   */
  public static void refuse(FlatDirections flat, Templates templates) {
    int residual = templates.elements();
    for (double[] direction : flat.directions()) {
      if (flat.share(direction, residual) > FlatDirections.CHANGES) {
        throw UndeterminedVarianceException.fromResidual(effects(flat, templates, direction));
      }
    }
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      boolean whole = !term.structure().isSeparable();
      int units = whole ? 1 : term.size();
      for (int u = 0; u < units; u++) {
        int from = templates.elementStart[t] + (whole ? 0 : u);
        int to = whole ? templates.elementStart[t + 1] : from + 1;
        if (rank(flat, from, to) == (whole ? term.parameters() : 1)) {
          Effects effects = new Effects(t, whole ? -1 : u, term.size());
          throw exception(flat, templates, effects, from, to);
        }
      }
    }
  }

  private static UndeterminedVarianceException exception(
      FlatDirections flat, Templates templates, Effects effects, int from, int to) {
    boolean alone = true;
    TreeSet<Integer> involved = new TreeSet<>();
    List<Effects> all = new ArrayList<>();
    for (double[] direction : flat.directions()) {
      boolean own = false;
      for (int i = from; i < to; i++) {
        own |= flat.share(direction, i) > FlatDirections.CHANGES;
      }
      if (own) {
        for (Effects other : effects(flat, templates, direction)) {
          if (involved.add(other.term() * (templates.elements() + 1) + other.effect() + 1)) {
            all.add(other);
          }
        }
      }
    }
    for (Effects other : all) {
      alone &= other.equals(effects);
    }
    return alone
        ? UndeterminedVarianceException.fromFixed(effects)
        : UndeterminedVarianceException.fromEachOther(all);
  }

  /** The effects whose variances a direction changes. */
  private static List<Effects> effects(
      FlatDirections flat, Templates templates, double[] direction) {
    List<Effects> effects = new ArrayList<>();
    for (int t = 0; t < templates.terms().size(); t++) {
      boolean separable = templates.terms().get(t).structure().isSeparable();
      for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
        int effect = separable ? i - templates.elementStart[t] : -1;
        Effects found = new Effects(t, effect, templates.terms().get(t).size());
        if (flat.share(direction, i) > FlatDirections.CHANGES && !effects.contains(found)) {
          effects.add(found);
        }
      }
    }
    return effects;
  }

  /** The rank of the directions' parts in a range of parameters. */
  private static int rank(FlatDirections flat, int from, int to) {
    int k = to - from;
    double[] squares = new double[k * k];
    for (double[] direction : flat.directions()) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          double sign = Math.signum(direction[from + i]) * Math.signum(direction[from + j]);
          double share = flat.share(direction, from + i) * flat.share(direction, from + j);
          squares[i * k + j] += sign * share;
        }
      }
    }
    double[] values = new SymmetricEigen(k, squares).values();
    return (int)
        Arrays.stream(values)
            .filter(value -> value > FlatDirections.CHANGES * FlatDirections.CHANGES)
            .count();
  }
}
