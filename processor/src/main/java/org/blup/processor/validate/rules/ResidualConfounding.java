package org.blup.processor.validate.rules;

import static org.blup.Structure.AD;
import static org.blup.Structure.ADH;
import static org.blup.Structure.AR1;
import static org.blup.Structure.AR1H;
import static org.blup.Structure.CS;
import static org.blup.Structure.CSH;
import static org.blup.Structure.DIAG;
import static org.blup.Structure.EXP;
import static org.blup.Structure.GAU;
import static org.blup.Structure.ID;
import static org.blup.Structure.TOEP;
import static org.blup.Structure.TOEPH;
import static org.blup.Structure.US;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blup.Structure;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.read.ResidualCovariance;
import org.blup.processor.validate.resolve.Problems;

/** Random terms that no data distinguish from the covariance of the residuals. */
final class ResidualConfounding {

  /**
   * For each form of the residuals those of effects by position that it cannot be distinguished
   * from, however many positions there are: the derivatives of the sum by all parameters are
   * linearly dependent.
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
          Map.entry(EXP, EnumSet.of(US)),
          Map.entry(GAU, EnumSet.of(US)),
          Map.entry(US, EnumSet.allOf(Structure.class)));

  /** Forms with one variance and a correlation for each distance. */
  private static final Set<Structure> STATIONARY = EnumSet.of(ID, CS, AR1, TOEP);

  private final ResidualCovariance residual;
  private final Quantity position;
  private final Set<String> visits;
  private final Problems problems;

  private ResidualConfounding(ResidualCovariance residual, Quantity position, Problems problems) {
    this.residual = residual;
    this.position = position;
    this.visits = ComponentNames.in(position.variable().expression());
    this.problems = problems;
  }

  /** Where variances depend on a number, the data may determine all of them. */
  static void check(ModelDescription model, Problems problems) {
    model
        .residual()
        .filter(residual -> residual.varianceNumber().isEmpty())
        .ifPresent(
            residual ->
                residual
                    .position()
                    .map(position -> new ResidualConfounding(residual, position, problems))
                    .ifPresent(
                        rules ->
                            model.random().stream()
                                .filter(random -> !random.term().levels().isOrdered())
                                .forEach(rules::dataTellItFrom)));
  }

  /** Each subject has a position at most once, so its effects by position are like residuals. */
  private void dataTellItFrom(RandomEffects random) {
    Set<String> group = components(random.group());
    Set<String> subject = components(residual.subject());
    Structure form = atTwoLevels(residual.structure());
    Set<String> rows = new HashSet<>(subject);
    rows.addAll(visits);
    if (group.equals(rows)) {
      if (random.intercept() && isSharedOut(form, ID)) {
        addIndistinguishable(random);
      }
    } else if (group.equals(subject) && isIndistinguishable(random, form)) {
      addIndistinguishable(random);
    }
  }

  private boolean isIndistinguishable(RandomEffects random, Structure form) {
    if (form == US) {
      return random.intercept()
          || random.effects().stream().anyMatch(effect -> isOfPositions(effect));
    }
    if (random.intercept() && (form == CS || form == TOEP)) {
      return true;
    }
    if (!hasEachPosition(random)) {
      return false;
    }
    Structure other = atTwoLevels(random.structure());
    int positions =
        position instanceof Quantity.Factor factor ? factor.component().type().levels().size() : 0;
    boolean isUntoldWithoutStrata = other == form || isMoreThanTold(form, other, positions);
    return residual.strata().isEmpty() && isUntoldWithoutStrata || isSharedOut(form, other);
  }

  /** Whether it has an effect for each position, or effects that combine to these. */
  private boolean hasEachPosition(RandomEffects random) {
    return random.isOneFactor() && isOfPositions(random.effects().get(0))
        || random.structure() == US
            && random.effects().stream()
                .filter(effect -> effect.quantities().size() == 1 && effect.factors().size() == 1)
                .anyMatch(effect -> isOfPositions(effect));
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
      case CS, AR1, EXP, GAU -> 2;
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
      case CSH, AR1, AR1H, AD, EXP, GAU -> true;
      case TOEPH -> other == DIAG;
      default -> false;
    };
  }

  private boolean isOfPositions(Effect effect) {
    return effect.quantities().stream()
        .allMatch(quantity -> ComponentNames.in(quantity.variable().expression()).equals(visits));
  }

  private Structure atTwoLevels(Structure structure) {
    return position instanceof Quantity.Factor factor
        ? StructureRules.atTwoLevels(structure, factor)
        : structure;
  }

  private void addIndistinguishable(RandomEffects random) {
    boolean isSame = random.isOneFactor() && random.structure() == residual.structure();
    problems.add(
        ProblemCode.RANDOM_TERM_IN_RESIDUAL,
        random.term().span(),
        (isSame ? "'%s' repeats the covariance of '%s'" : "'%s' cannot be distinguished from '%s'")
            .formatted(random.term().label(), residual.term().label()),
        "The data determine only the sum of the two covariances, not each of them",
        "Remove one of the two");
  }

  private static Set<String> components(List<Quantity.Factor> factors) {
    Set<String> components = new HashSet<>();
    factors.forEach(factor -> components.add(factor.component().label()));
    return components;
  }
}
