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
import org.blup.design.EquationPattern.Term;
import org.blup.design.ModelStructure;
import org.blup.design.ObservedDesign;
import org.blup.design.RandomTerm;
import org.blup.inference.comparison.BoundaryPValue;
import org.blup.inference.comparison.SubmodelFits;
import org.blup.inference.comparison.SubmodelFits.Smaller;
import org.blup.inference.comparison.SubmodelFits.WithoutEffects;
import org.blup.inference.estimability.RemainingCoefficients;
import org.blup.inference.estimability.RemainingColumns;
import org.blup.model.DeletionTable.Deletion;
import org.blup.reml.Solution;

/** Takes terms out of a fit one at a time. */
final class TermDeletions {

  private final FittedModel fit;
  private final ObservedDesign design;
  private final SubmodelFits deletions;
  private final List<Deletion> rows = new ArrayList<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();

  TermDeletions(FittedModel fit) {
    this.fit = fit;
    design = fit.fit().design();
    deletions = new SubmodelFits(design.equations());
  }

  DeletionTable fixed() {
    List<EffectTerm> terms = design.structure().fixed();
    double whole = ModelComparison.maximumLikelihood(fit);
    for (int t = 0; t < terms.size(); t++) {
      if (mayGo(terms, t)) {
        int term = t;
        String label = terms.get(t).label();
        add(
            label,
            column -> "a fixed effect",
            number -> number,
            () -> {
              Smaller without = deletions.withFixed(design, new RemainingColumns(design, term));
              int lost = design.equations().columns() - without.columns();
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
    for (EffectDeletion each : effects()) {
      add(
          each.name(),
          number -> fit.coefficients().get(number).name(),
          number -> each.left().isEmpty() && number >= each.term() ? number + 1 : number,
          () -> {
            WithoutEffects without = without(each);
            double chiSquare = without.criterion() - fit.criterion();
            OptionalDouble onBorder =
                BoundaryPValue.of(design.equations(), without.added(), chiSquare);
            return deletion(
                each.name(), without.criterion(), fit.criterion(), lost(each), onBorder);
          });
    }
    return table(fit.fittedBy(), fit.criterion());
  }

  private WithoutEffects without(EffectDeletion deletion) {
    boolean reml = fit.fittedBy() == Criterion.REML;
    return deletions.withoutRandom(deletion.term(), deletion.kept(), reml);
  }

  /**
   * An effect that may go from a random term.
   *
   * @param name as the table has it
   * @param term the number of the term
   * @param kept which of the term's columns stay
   * @param left the effects that stay
   */
  private record EffectDeletion(String name, int term, boolean[] kept, List<EffectTerm> left) {}

  private List<EffectDeletion> effects() {
    List<EffectDeletion> all = new ArrayList<>();
    List<RandomTerm> terms = design.structure().random();
    for (int t = 0; t < terms.size(); t++) {
      List<EffectTerm> effects = terms.get(t).effects();
      boolean separate =
          effects.size() == 1 || !design.equations().terms().get(t).structure().isCorrelated();
      for (int e = 0; e < effects.size(); e++) {
        if (separate || mayGo(effects, e)) {
          all.add(effectDeletion(t, e));
        }
      }
    }
    return all;
  }

  private EffectDeletion effectDeletion(int t, int effect) {
    RandomTerm term = design.structure().random().get(t);
    boolean[] kept = new boolean[design.equations().terms().get(t).size()];
    List<EffectTerm> left = new ArrayList<>(term.effects());
    int column = 0;
    for (int e = 0; e < left.size(); e++) {
      for (int c = 0; c < design.effectColumns(left.get(e)); c++) {
        kept[column++] = e != effect;
      }
    }
    EffectTerm gone = left.remove(effect);
    String label = "(" + RandomTermNames.name(term) + ")";
    String name = left.isEmpty() ? label : effectLabel(gone) + " in " + label;
    return new EffectDeletion(name, t, kept, left);
  }

  /** How many parameters go with an effect. */
  private int lost(EffectDeletion deletion) {
    Term term = design.equations().terms().get(deletion.term());
    int k = term.size();
    int left = 0;
    for (boolean stays : deletion.kept()) {
      left += stays ? 1 : 0;
    }
    return term.structure().parameters(k) - term.structure().parameters(left);
  }

  /** The fit without a term, by its name in one of the tables. */
  FittedModel without(String name) {
    List<EffectTerm> terms = design.structure().fixed();
    List<String> known = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      if (mayGo(terms, t)) {
        known.add(terms.get(t).label());
        if (terms.get(t).label().equals(name)) {
          int term = t;
          return named(name, column -> "a fixed effect", number -> number, () -> smaller(term));
        }
      }
    }
    for (EffectDeletion each : effects()) {
      known.add(each.name());
      if (each.name().equals(name)) {
        return named(
            name,
            number -> fit.coefficients().get(number).name(),
            number -> each.left().isEmpty() && number >= each.term() ? number + 1 : number,
            () -> smaller(each));
      }
    }
    throw new BlupException(
        "'" + name + "' is not a term that may go. Those are: " + String.join(", ", known) + ".");
  }

  private FittedModel named(
      String name,
      IntFunction<String> columns,
      IntUnaryOperator terms,
      Supplier<FittedModel> smaller) {
    try {
      return Refusals.named(design, columns, terms, smaller);
    } catch (BlupException e) {
      throw new BlupException("There is no fit without '" + name + "': " + e.getMessage());
    }
  }

  private FittedModel smaller(int term) {
    RemainingColumns remaining = new RemainingColumns(design, term);
    Smaller without = deletions.withFixed(design, remaining);
    RemainingCoefficients coefficients = without.coefficients().get();
    ModelStructure structure = structure(remaining.terms(), design.structure().random());
    ObservedDesign smaller =
        design.withFixed(
            structure,
            without.equations(),
            coefficients.kept(),
            coefficients.toKept(),
            coefficients.origin(),
            coefficients.dependent());
    return new SmallerFit(fit, smaller, without.solution(), false);
  }

  private FittedModel smaller(EffectDeletion deletion) {
    List<RandomTerm> terms = new ArrayList<>(design.structure().random());
    RandomTerm term = terms.get(deletion.term());
    if (deletion.left().isEmpty()) {
      terms.remove(deletion.term());
    } else {
      terms.set(deletion.term(), new RandomTerm(term.group(), deletion.left(), term.structure()));
    }
    ModelStructure structure = structure(design.structure().fixed(), terms);
    WithoutEffects without = without(deletion);
    Solution solution = without.solution();
    if (terms.isEmpty() || solution == null) {
      throw new BlupException(
          terms.isEmpty()
              ? "no random effects are left, so that it is a linear model."
              : "the effects that stay are collinear. Fit the smaller model by its own formula.");
    }
    if (!isInOrder(structure.groups())) {
      throw new BlupException(
          "its groups have another order. Fit the smaller model by its own formula.");
    }
    return new SmallerFit(
        fit, design.withRandom(structure, without.equations()), solution, fit.fit().isReml());
  }

  /** Whether groups stand in the order that they have in the whole model. */
  private boolean isInOrder(List<List<String>> groups) {
    List<List<String>> left = new ArrayList<>(design.structure().groups());
    left.retainAll(groups);
    return left.equals(groups);
  }

  private ModelStructure structure(List<EffectTerm> fixed, List<RandomTerm> random) {
    List<String> words = new ArrayList<>();
    boolean constant = fixed.stream().anyMatch(term -> term.variables().isEmpty());
    words.add(constant ? "1" : "0");
    fixed.stream().filter(term -> !term.variables().isEmpty()).forEach(t -> words.add(t.label()));
    design.structure().offset().ifPresent(offset -> words.add("offset(" + offset + ")"));
    random.forEach(term -> words.add("(" + RandomTermNames.name(term) + ")"));
    String formula = design.structure().response() + " ~ " + String.join(" + ", words);
    return design.structure().with(formula, fixed, random);
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
