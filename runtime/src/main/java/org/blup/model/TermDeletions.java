package org.blup.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.blup.design.BlupException;
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
  private final List<Deletion> rows = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();

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
    for (int t = 0; t < terms.size(); t++) {
      if (mayGo(terms, t)) {
        int term = t;
        String label = terms.get(t).label();
        add(
            label,
            column -> "a fixed effect",
            number -> number,
            () -> {
              RemainingColumns remaining = new RemainingColumns(design, term);
              Smaller without = deletions.withFixed(map, shift, remaining);
              int lost = shift.length - without.columns();
              return deletion(label, without.criterion(), whole, lost, OptionalDouble.empty());
            });
      }
    }
    return table(Criterion.ML, whole);
  }

  /** Adds the row of a deletion, or why there is none. */
  private void add(
      String label,
      IntFunction<String> columns,
      IntUnaryOperator terms,
      Supplier<Deletion> deletion) {
    try {
      rows.add(Refusals.named(design, columns, terms, deletion));
    } catch (BlupException e) {
      refusals.put(label, String.valueOf(e.getMessage()));
    }
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
    List<RandomTerm> terms = design.structure().random();
    for (int t = 0; t < terms.size(); t++) {
      RandomTerm term = terms.get(t);
      boolean single = term.effects().size() == 1;
      for (int e = 0; e < term.effects().size(); e++) {
        boolean alone = single || !design.equations().terms().get(t).correlated();
        if (alone || mayGo(term.effects(), e)) {
          withoutEffect(t, e, single);
        }
      }
    }
    return table(fit.fittedBy(), fit.criterion());
  }

  private void withoutEffect(int t, int effect, boolean single) {
    RandomTerm random = design.structure().random().get(t);
    Term term = design.equations().terms().get(t);
    boolean[] kept = new boolean[term.size()];
    int column = 0;
    int left = 0;
    for (int e = 0; e < random.effects().size(); e++) {
      for (int c = 0; c < design.effectColumns(random.effects().get(e)); c++) {
        kept[column++] = e != effect;
        left += e != effect ? 1 : 0;
      }
    }
    int k = term.size();
    int lost = term.correlated() ? (k * (k + 1) - left * (left + 1)) / 2 : k - left;
    boolean wholeTerm = left == 0;
    String label = "(" + RandomTermNames.name(random) + ")";
    String name = single ? label : effectLabel(random.effects().get(effect)) + " in " + label;
    add(
        name,
        number -> fit.coefficients().get(number).name(),
        number -> wholeTerm && number >= t ? number + 1 : number,
        () -> {
          WithoutEffects without =
              deletions.withoutRandom(t, kept, fit.fittedBy() == Criterion.REML);
          double chiSquare = without.criterion() - fit.criterion();
          OptionalDouble onBorder = BorderPValue.of(design.equations(), without.added(), chiSquare);
          return deletion(name, without.criterion(), fit.criterion(), lost, onBorder);
        });
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

  private DeletionTable table(Criterion criterion, double whole) {
    return new DeletionTable(
        fit.formula(), criterion, whole, fit.degreesOfFreedom(), rows, refusals);
  }
}
