package org.blup.processor.validate;

import static org.blup.Structure.AD;
import static org.blup.Structure.ADH;
import static org.blup.Structure.AR1;
import static org.blup.Structure.AR1H;
import static org.blup.Structure.CS;
import static org.blup.Structure.CSH;
import static org.blup.Structure.DIAG;
import static org.blup.Structure.ID;
import static org.blup.Structure.TOEP;
import static org.blup.Structure.TOEPH;
import static org.blup.Structure.US;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blup.Structure;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.read.ResidualCovariance;

/**
 * The rules for the covariance of the residuals: its factors differ, a structure with an order has
 * positions with one, and data can tell it from the random terms.
 */
final class ResidualRules {

  /**
   * For each form of the residuals those of effects by position that it cannot be told from,
   * however many positions there are: the derivatives of the sum by all parameters are linearly
   * dependent.
   */
  private static final Map<Structure, Set<Structure>> SHARED =
      Map.ofEntries(
          Map.entry(ID, EnumSet.of(ID, DIAG, CS, TOEP, US)),
          Map.entry(DIAG, EnumSet.of(ID, DIAG, CS, CSH, ADH, TOEP, TOEPH, US)),
          Map.entry(CS, EnumSet.of(ID, DIAG, CS, TOEP, US)),
          Map.entry(CSH, EnumSet.of(DIAG, US)),
          Map.entry(AR1, EnumSet.of(TOEP, US)),
          Map.entry(AR1H, EnumSet.of(US)),
          Map.entry(AD, EnumSet.of(US)),
          Map.entry(ADH, EnumSet.of(DIAG, ADH, US)),
          Map.entry(TOEP, EnumSet.of(ID, DIAG, CS, AR1, TOEP, TOEPH, US)),
          Map.entry(TOEPH, EnumSet.of(DIAG, TOEP, TOEPH, US)),
          Map.entry(US, EnumSet.allOf(Structure.class)));

  /** Forms with one variance and a correlation for each distance. */
  private static final Set<Structure> STATIONARY = EnumSet.of(ID, CS, AR1, TOEP);

  private final ResidualCovariance residual;
  private final Problems problems;

  private ResidualRules(ResidualCovariance residual, Problems problems) {
    this.residual = residual;
    this.problems = problems;
  }

  static void check(ModelDescription model, Problems problems) {
    if (model.residual().isEmpty() || model.residual().get().position().isEmpty()) {
      return;
    }
    ResidualRules rules = new ResidualRules(model.residual().get(), problems);
    Quantity.Factor position = model.residual().get().position().get();
    if (rules.factorsDiffer(position)) {
      rules.positionsHaveAnOrder(position);
      model.random().forEach(random -> rules.dataTellItFrom(random, position));
    }
  }

  private boolean factorsDiffer(Quantity.Factor position) {
    Set<String> subject = components(residual.subject());
    Optional<String> strata = residual.strata().map(factor -> factor.component().label());
    String visits = position.component().label();
    if (subject.contains(visits)) {
      addRepeated(
          "'%s' is the position and the subject".formatted(visits),
          "Each subject then has one row, whose residual covaries with no other");
      return false;
    }
    if (strata.filter(visits::equals).isPresent()) {
      addRepeated(
          "'%s' is the position and the factor of the strata".formatted(visits),
          "A variance for each position is a structure: diag, csh, ar1h, adh, toeph or us");
      return false;
    }
    if (strata.map(Set::of).filter(subject::equals).isPresent()) {
      addRepeated(
          "'%s' is the subject and the factor of the strata".formatted(strata.get()),
          "Each subject would have parameters of its own, which its few rows cannot tell");
      return false;
    }
    return true;
  }

  private void addRepeated(String message, String why) {
    problems.add(
        ProblemCode.REPEATED_RESIDUAL_FACTOR,
        residual.term().span(),
        message,
        why,
        "Take another factor for one of the two");
  }

  private void positionsHaveAnOrder(Quantity.Factor position) {
    if (residual.structure().isOrdered() && !StructureRules.hasOrder(position.component())) {
      problems.add(
          ProblemCode.FACTOR_WITHOUT_ORDER,
          position.variable().expression().span(),
          "'%s' is %s, and the alphabet is no order for '%s'"
              .formatted(
                  position.component().label(),
                  Types.described(position.component().type()),
                  residual.structure().keyword()),
          "Take an enum, whose constants have an order, or number the positions");
    }
  }

  /** Each subject has a position at most once, so its effects by position are like residuals. */
  private void dataTellItFrom(RandomEffects random, Quantity.Factor position) {
    Set<String> group = components(random.group());
    Set<String> subject = components(residual.subject());
    Structure form = StructureRules.atTwoLevels(residual.structure(), position);
    Set<String> rows = new HashSet<>(subject);
    rows.add(position.component().label());
    if (group.equals(rows)) {
      if (random.intercept() && isSharedOut(form, ID)) {
        addIndistinguishable(random);
      }
    } else if (group.equals(subject) && isIndistinguishable(random, form, position)) {
      addIndistinguishable(random);
    }
  }

  private boolean isIndistinguishable(
      RandomEffects random, Structure form, Quantity.Factor position) {
    String visits = position.component().label();
    if (form == US) {
      return random.intercept()
          || random.effects().stream().anyMatch(effect -> isFunctionOf(visits, effect));
    }
    if (random.intercept() && (form == CS || form == TOEP)) {
      return true;
    }
    if (!hasEachPosition(random, visits)) {
      return false;
    }
    Structure other = StructureRules.atTwoLevels(random.structure(), position);
    int positions = position.component().type().levels().size();
    boolean isUntoldWithoutStrata = other == form || isMoreThanTold(form, other, positions);
    return residual.strata().isEmpty() && isUntoldWithoutStrata || isSharedOut(form, other);
  }

  /** Whether it has an effect for each position, or effects that combine to these. */
  private static boolean hasEachPosition(RandomEffects random, String visits) {
    return random.isOneFactor() && isFunctionOf(visits, random.effects().get(0))
        || random.structure() == US
            && random.effects().stream()
                .filter(effect -> effect.quantities().size() == 1 && effect.factors().size() == 1)
                .anyMatch(effect -> isFunctionOf(visits, effect));
  }

  /**
   * Whether both forms have more parameters than their sum has elements that may differ.
   *
   * @param positions how many there are; 0 where only the data know
   */
  private static boolean isMoreThanTold(Structure form, Structure other, int positions) {
    int pairs = positions * (positions - 1) / 2;
    int told =
        STATIONARY.contains(form) && STATIONARY.contains(other)
            ? positions
            : form.hasOneVariance() && other.hasOneVariance() ? 1 + pairs : positions + pairs;
    return positions > 1 && parameters(form, positions) + parameters(other, positions) > told;
  }

  private static int parameters(Structure form, int positions) {
    return switch (form) {
      case ID -> 1;
      case CS, AR1 -> 2;
      case CSH, AR1H -> positions + 1;
      case DIAG, AD, TOEP -> positions;
      case ADH, TOEPH -> 2 * positions - 1;
      case US -> positions * (positions + 1) / 2;
    };
  }

  /** Whether the sum of both covariances can be shared out between them in more than one way. */
  private boolean isSharedOut(Structure form, Structure other) {
    return SHARED.getOrDefault(form, Set.of()).contains(other)
        && (residual.strata().isEmpty() || !doStrataTell(form, other));
  }

  /** Whether the differences of the strata say what each has, and so what all have in common. */
  private static boolean doStrataTell(Structure form, Structure other) {
    return switch (form) {
      case CSH, AR1, AR1H, AD -> true;
      case TOEPH -> other == DIAG;
      default -> false;
    };
  }

  private static boolean isFunctionOf(String component, Effect effect) {
    return effect.quantities().stream()
        .allMatch(
            quantity ->
                ComponentNames.in(quantity.variable().expression()).equals(Set.of(component)));
  }

  private void addIndistinguishable(RandomEffects random) {
    boolean isSame = random.isOneFactor() && random.structure() == residual.structure();
    problems.add(
        ProblemCode.RANDOM_TERM_IN_RESIDUAL,
        random.term().span(),
        (isSame ? "'%s' says the same as '%s'" : "'%s' cannot be told from '%s'")
            .formatted(random.term().label(), residual.term().label()),
        "Data tell the sum of the two covariances, which can be shared out in many ways",
        "Leave out one of the two");
  }

  private static Set<String> components(List<Quantity.Factor> factors) {
    Set<String> components = new HashSet<>();
    factors.forEach(factor -> components.add(factor.component().label()));
    return components;
  }
}
