package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blup.Structure;
import org.blup.formula.ProblemCode;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;

/**
 * Finds effects whose columns are linear combinations of those before them whatever the data are:
 * {@code x + I(2 * x)}, {@code batch + factor(batch)}, a constant beside the intercept.
 */
public final class StructuralRank {

  /** How messages call it at the start of a sentence. */
  static final String INTERCEPT = "The intercept";

  private final boolean intercept;
  private final List<Effect> effects;
  private final Problems problems;

  /**
   * For each set of factors the numbers before them: those of the effects seen so far that have a
   * column sum for each of the set's columns.
   */
  private final Map<Set<Variable>, LinearSpan> spans = new HashMap<>();

  /** The components that an effect seen so far is made of alone. */
  private final Set<Set<String>> alone = new HashSet<>();

  /** Those of them whose effect is nothing but a factor. */
  private final Set<Set<String>> aloneAsFactor = new HashSet<>();

  /** Whether the effects seen so far span the constant. */
  private boolean constant;

  private StructuralRank(boolean intercept, List<Effect> effects, Problems problems) {
    this.intercept = intercept;
    this.constant = intercept;
    this.effects = effects;
    this.problems = problems;
  }

  public static void check(ModelDescription model, Problems problems) {
    new StructuralRank(model.intercept(), model.fixed(), problems).check();
    for (RandomEffects term : model.random()) {
      if (term.structure() == Structure.US) {
        new StructuralRank(term.intercept(), term.effects(), problems).check();
      } else {
        checkPairs(term, problems);
      }
    }
  }

  /**
   * Effects without all covariances may be combinations of each other, for the variances of {@code
   * 1}, {@code x} and {@code I(x - 3)} can be told apart; but not those of {@code x} and {@code I(2
   * * x)}.
   */
  private static void checkPairs(RandomEffects term, Problems problems) {
    List<Effect> effects = term.effects();
    for (int later = 1; later < effects.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        new StructuralRank(false, List.of(effects.get(earlier), effects.get(later)), problems)
            .check();
      }
    }
  }

  /**
   * Which effects of one random term are linear combinations of those of another, whose covariances
   * then determine theirs.
   *
   * @return labels of the effects, the intercept's among them
   */
  static List<String> repeated(RandomEffects known, RandomEffects other) {
    List<String> repeated = new ArrayList<>();
    if (other.intercept() && hasConstant(known.intercept(), known.effects())) {
      repeated.add(INTERCEPT);
    }
    for (Effect effect : other.effects()) {
      if (isSpanned(effect, known.intercept(), known.effects())) {
        repeated.add("'" + effect.label() + "'");
      }
    }
    return repeated;
  }

  /** Whether effects combine to a constant whatever the data are. */
  static boolean hasConstant(boolean intercept, List<Effect> effects) {
    StructuralRank rank = new StructuralRank(intercept, effects, new Problems());
    rank.check();
    return rank.constant;
  }

  /** Whether effects combine to another whatever the data are. */
  static boolean isSpanned(Effect effect, boolean intercept, List<Effect> effects) {
    List<Effect> all = new ArrayList<>(effects);
    all.add(effect);
    return new StructuralRank(intercept, all, new Problems()).isLastDependent();
  }

  private boolean isLastDependent() {
    begin();
    boolean dependent = false;
    for (Effect effect : effects) {
      dependent = isDependent(effect);
    }
    return dependent;
  }

  private void check() {
    begin();
    for (int i = 0; i < effects.size(); i++) {
      if (isDependent(effects.get(i))) {
        addDependent(i);
      }
    }
  }

  private void begin() {
    effects.forEach(effect -> spanOf(factors(effect)));
    if (intercept) {
      spanOf(Set.of()).add(Polynomial.constant(1));
    }
  }

  /** Whether the effects before span it. Adds it to them. */
  private boolean isDependent(Effect effect) {
    boolean combination = isCombination(effect);
    boolean function = isFunctionOfFactor(effect);
    return combination || function;
  }

  /**
   * Whether the numbers before the same factors, or before factors that span them, combine to it.
   * Adds it to what it spans.
   */
  private boolean isCombination(Effect effect) {
    Set<Variable> factors = factors(effect);
    Set<Variable> contrasts = new HashSet<>(factors);
    contrasts.removeAll(effect.full());
    List<Polynomial> columns = columns(effect);
    boolean combination = addAll(columns, spanOf(factors)) == 0;
    if (contrasts.size() < factors.size()) {
      spans.entrySet().stream()
          .filter(span -> isBetween(contrasts, span.getKey(), factors))
          .forEach(span -> addAll(columns, span.getValue()));
    }
    constant |= contrasts.isEmpty() && effect.numerics().isEmpty() && effect.bases().isEmpty();
    return combination;
  }

  /** Adds polynomials to a span. Returns how many were linearly independent of those before. */
  private static long addAll(List<Polynomial> columns, LinearSpan span) {
    long added = 0;
    for (Polynomial column : columns) {
      added += span.add(column) ? 1 : 0;
    }
    return added;
  }

  private LinearSpan spanOf(Set<Variable> factors) {
    return spans.computeIfAbsent(factors, unseen -> new LinearSpan());
  }

  /** Whether a set is a proper subset of the largest that holds the smallest. */
  private static boolean isBetween(
      Set<Variable> smallest, Set<Variable> set, Set<Variable> largest) {
    return set.size() < largest.size() && largest.containsAll(set) && set.containsAll(smallest);
  }

  /**
   * Whether a factor of one component stands beside a function or another factor of it. Remembers
   * the effect for those after it.
   */
  private boolean isFunctionOfFactor(Effect effect) {
    Set<String> components = components(effect);
    if (components.size() != 1) {
      return false;
    }
    boolean factor = isOnlyFactor(effect);
    boolean function = (factor ? alone : aloneAsFactor).contains(components);
    alone.add(components);
    if (factor) {
      aloneAsFactor.add(components);
    }
    return function;
  }

  private static boolean isOnlyFactor(Effect effect) {
    return effect.quantities().size() == 1 && effect.factors().size() == 1;
  }

  private static Set<String> components(Effect effect) {
    Set<String> components = new HashSet<>();
    effect.numerics().forEach(n -> components.addAll(ComponentNames.in(n.variable().expression())));
    effect
        .bases()
        .forEach(b -> components.addAll(ComponentNames.in(b.number().variable().expression())));
    effect.factors().stream()
        .map(Quantity.Factor::component)
        .map(Component::label)
        .forEach(components::add);
    return components;
  }

  private static Set<Variable> factors(Effect effect) {
    Set<Variable> factors = new HashSet<>();
    effect.factors().forEach(factor -> factors.add(factor.variable()));
    return factors;
  }

  /** What the numbers of an effect are in each of its columns. */
  private List<Polynomial> columns(Effect effect) {
    Polynomial product = Polynomial.constant(1);
    for (Quantity.Numeric number : effect.numerics()) {
      product = product.times(Polynomial.of(number.variable().expression()));
    }
    List<Polynomial> products = List.of(product);
    for (Quantity.Basis basis : effect.bases()) {
      List<Polynomial> columns = columns(basis, constant && effect.quantities().size() == 1);
      products = products.stream().flatMap(other -> columns.stream().map(other::times)).toList();
    }
    return products;
  }

  /**
   * The columns of a basis.
   *
   * @param besideConstant whether the constant is in the span, so that a polynomial is known by its
   *     powers
   */
  private static List<Polynomial> columns(Quantity.Basis basis, boolean besideConstant) {
    Polynomial number = Polynomial.of(basis.number().variable().expression());
    boolean arePowers =
        basis.kind() == Quantity.Basis.Kind.RAW_POLYNOMIAL
            || (besideConstant && basis.isPolynomial());
    List<Polynomial> columns = new ArrayList<>();
    Polynomial power = Polynomial.constant(1);
    for (int column = 1; column <= basis.columns(); column++) {
      power = power.times(number);
      columns.add(arePowers ? power : Polynomial.unknown(basis.label() + column));
    }
    return columns;
  }

  private void addDependent(int index) {
    Effect effect = effects.get(index);
    List<String> before = new ArrayList<>();
    if (intercept) {
      before.add("the intercept");
    }
    effects.subList(0, index).forEach(other -> before.add(other.label()));
    problems.add(
        ProblemCode.RANK_DEFICIENT,
        effect.term().span(),
        "'%s' is linearly dependent on the terms before it".formatted(effect.label()),
        "Whatever the data, its columns are linear combinations of those of "
            + String.join(", ", before),
        "Remove it, or remove what it repeats");
  }
}
