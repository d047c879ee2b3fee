package org.blup.internal.inference.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.RandomTerm;
import org.jspecify.annotations.Nullable;

/**
 * The random effects that a model adds to a smaller one: effects whose variances are zero in the
 * smaller, on the boundary of their range, and covariances that lie inside theirs.
 *
 * @param effects for each term of the larger model which of its effects are new
 * @param parameters how many parameters are new
 * @param span by how much the dimension of the covariances' linear space is larger
 * @param covariances of the smaller model at its optimum, over σ², in the larger's terms: size ×
 *     size row by row, zero where effects are new
 */
public record AddedEffects(
    List<boolean[]> effects, int parameters, int span, double[][] covariances) {

  /** A column of effects: its group's factors, its effect, and which column of that. */
  private record Column(Grouping group, EffectTerm effect, int column) {}

  /**
   * Compares two models. Effects go by their terms and the factors of their groups.
   *
   * @param covariances of the small model's terms over σ², in the user's basis
   * @return null if the large model has not all of the small one's parameters under their names
   */
  public static @Nullable AddedEffects between(
      ObservedDesign small, double[][] covariances, ObservedDesign large) {
    List<List<Column>> smaller = columns(small);
    List<boolean[]> effects = new ArrayList<>();
    double[][] embedded = new double[large.equations().terms().size()][];
    int found = 0;
    for (int t = 0; t < embedded.length; t++) {
      List<Column> own = columns(large).get(t);
      CovarianceStructure structure = large.equations().terms().get(t).structure();
      int k = own.size();
      embedded[t] = new double[k * k];
      boolean[] isNew = new boolean[k];
      for (int b = 0; b < k; b++) {
        Column column = own.get(b);
        isNew[b] = smaller.stream().noneMatch(term -> term.contains(column));
        for (int a = b; a < k; a++) {
          if (structure.element(k, a, b) < 0) {
            continue;
          }
          int s = termOf(small, smaller, own.get(a), column);
          if (s >= 0) {
            found++;
            int size = smaller.get(s).size();
            int at = smaller.get(s).indexOf(own.get(a)) * size + smaller.get(s).indexOf(column);
            embedded[t][a * k + b] = covariances[s][at];
            embedded[t][b * k + a] = covariances[s][at];
          }
        }
      }
      effects.add(isNew);
    }
    boolean all = found == sum(small, CovarianceStructure::elements);
    int added = sum(large, CovarianceStructure::parameters);
    added -= sum(small, CovarianceStructure::parameters);
    int span = sum(large, CovarianceStructure::span) - sum(small, CovarianceStructure::span);
    return all ? new AddedEffects(effects, added, span, embedded) : null;
  }

  private static int sum(
      ObservedDesign design, ToIntBiFunction<CovarianceStructure, Integer> ofTerm) {
    return design.equations().terms().stream()
        .mapToInt(term -> ofTerm.applyAsInt(term.structure(), term.size()))
        .sum();
  }

  /** A model beside one without some effects of a term. */
  static AddedEffects of(List<Term> terms, int term, boolean[] kept, double[][] covariances) {
    List<boolean[]> effects = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      int k = terms.get(t).size();
      boolean[] isNew = new boolean[k];
      for (int b = 0; b < k; b++) {
        isNew[b] = t == term && !kept[b];
      }
      effects.add(isNew);
    }
    Term whole = terms.get(term);
    int left = 0;
    for (boolean stays : kept) {
      left += stays ? 1 : 0;
    }
    CovarianceStructure structure = whole.structure();
    return new AddedEffects(
        effects,
        structure.parameters(whole.size()) - structure.parameters(left),
        structure.span(whole.size()) - structure.span(left),
        covariances);
  }

  private static int termOf(ObservedDesign small, List<List<Column>> smaller, Column a, Column b) {
    for (int s = 0; s < smaller.size(); s++) {
      boolean both = smaller.get(s).contains(a) && smaller.get(s).contains(b);
      if (both && (a.equals(b) || small.equations().terms().get(s).structure().isCorrelated())) {
        return s;
      }
    }
    return -1;
  }

  private static List<List<Column>> columns(ObservedDesign design) {
    List<List<Column>> all = new ArrayList<>();
    for (RandomTerm term : design.structure().random()) {
      List<Column> columns = new ArrayList<>();
      for (EffectTerm effect : term.effects()) {
        for (int c = 0; c < design.variables().effectColumns(effect); c++) {
          columns.add(new Column(term.grouping(), effect, c));
        }
      }
      all.add(columns);
    }
    return all;
  }
}
