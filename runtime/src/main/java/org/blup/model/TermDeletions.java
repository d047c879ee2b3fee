package org.blup.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.blup.design.EffectTerm;
import org.blup.design.NormalEquations.Term;
import org.blup.design.ObservedDesign;
import org.blup.design.RandomTerm;
import org.blup.inference.BorderPValue;
import org.blup.inference.Deletions;
import org.blup.inference.Deletions.Smaller;
import org.blup.inference.Deletions.WithoutEffects;
import org.blup.inference.RemainingColumns;
import org.blup.model.DeletionTable.Deletion;

/** Takes terms out of a fit one at a time. */
final class TermDeletions {

  private final MixedFit<?> fit;
  private final ObservedDesign design;
  private final Deletions deletions;

  TermDeletions(MixedFit<?> fit) {
    this.fit = fit;
    design = fit.estimates.design();
    deletions = new Deletions(design.equations());
  }

  DeletionTable fixed() {
    List<EffectTerm> terms = design.structure().fixed();
    double whole = ModelComparison.maximumLikelihood(fit);
    double[] shift = design.coefficients(new double[design.equations().columns()]);
    double[][] map = design.coefficientRows();
    List<Deletion> table = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      if (mayGo(terms, t)) {
        Smaller without = deletions.withFixed(map, shift, new RemainingColumns(design, t));
        int lost = shift.length - without.columns();
        table.add(
            deletion(
                terms.get(t).label(), without.criterion(), whole, lost, OptionalDouble.empty()));
      }
    }
    return table(Criterion.ML, whole, table);
  }

  /** Whether no other term has all the variables of this one, and more. */
  private static boolean mayGo(List<EffectTerm> terms, int t) {
    List<String> variables = terms.get(t).variables();
    return !variables.isEmpty()
        && terms.stream()
            .noneMatch(
                other ->
                    other.variables().size() > variables.size()
                        && new HashSet<>(other.variables()).containsAll(variables));
  }

  DeletionTable random() {
    List<Deletion> table = new ArrayList<>();
    List<RandomTerm> terms = design.structure().random();
    for (int t = 0; t < terms.size(); t++) {
      RandomTerm term = terms.get(t);
      boolean single = term.effects().size() == 1;
      for (int e = 0; e < term.effects().size(); e++) {
        boolean alone = single || !design.equations().terms().get(t).correlated();
        if (alone || mayGo(term.effects(), e)) {
          table.add(withoutEffect(t, e, single));
        }
      }
    }
    return table(fit.fittedBy(), fit.criterion(), table);
  }

  private Deletion withoutEffect(int t, int effect, boolean single) {
    RandomTerm random = design.structure().random().get(t);
    Term term = design.equations().terms().get(t);
    boolean[] kept = new boolean[term.size()];
    int column = 0;
    int left = 0;
    for (int e = 0; e < random.effects().size(); e++) {
      for (int c = 0; c < design.columns(random.effects().get(e)); c++) {
        kept[column++] = e != effect;
        left += e != effect ? 1 : 0;
      }
    }
    int k = term.size();
    int lost = term.correlated() ? (k * (k + 1) - left * (left + 1)) / 2 : k - left;
    WithoutEffects without = deletions.withoutRandom(t, kept, fit.fittedBy() == Criterion.REML);
    double chiSquare = without.criterion() - fit.criterion();
    OptionalDouble onBorder = BorderPValue.of(design.equations(), without.added(), chiSquare);
    String label = "(" + RandomTermNames.name(random) + ")";
    String name = single ? label : effectLabel(random.effects().get(effect)) + " in " + label;
    return deletion(name, without.criterion(), fit.criterion(), lost, onBorder);
  }

  private static String effectLabel(EffectTerm effect) {
    return effect.variables().isEmpty() ? "1" : effect.label();
  }

  private Deletion deletion(
      String term, double without, double whole, int lost, OptionalDouble onBorder) {
    double chiSquare = lost == 0 ? 0 : Math.max(0, without - whole);
    double pValue = lost == 0 ? Double.NaN : LikelihoodRatioTest.pValue(chiSquare, lost);
    return new Deletion(
        term, without, fit.degreesOfFreedom() - lost, lost, chiSquare, pValue, onBorder);
  }

  private DeletionTable table(Criterion criterion, double whole, List<Deletion> deletions) {
    return new DeletionTable(fit.formula(), criterion, whole, fit.degreesOfFreedom(), deletions);
  }
}
