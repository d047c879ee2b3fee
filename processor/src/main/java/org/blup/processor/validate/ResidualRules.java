package org.blup.processor.validate;

import java.util.HashSet;
import java.util.List;
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
      if (random.intercept() && isSum(form, Structure.ID)) {
        addIndistinguishable(random);
      }
    } else if (group.equals(subject) && isIndistinguishable(random, form, position)) {
      addIndistinguishable(random);
    }
  }

  private boolean isIndistinguishable(
      RandomEffects random, Structure form, Quantity.Factor position) {
    String visits = position.component().label();
    if (form == Structure.US) {
      return random.intercept()
          || random.effects().stream().anyMatch(effect -> isFunctionOf(visits, effect));
    }
    boolean isShared = form == Structure.CS || form == Structure.TOEP;
    if (random.intercept() && isShared) {
      return true;
    }
    if (!hasEachPosition(random, visits)) {
      return false;
    }
    Structure other = StructureRules.atTwoLevels(random.structure(), position);
    boolean isInSum = isSum(form, other);
    boolean hasStrata = residual.strata().isPresent();
    return isInSum
        || !hasStrata && (other == form || isSum(other, form))
        || hasStrata && isSum(other, form) && isSum(form, form);
  }

  /** Whether it has an effect for each position, or effects that combine to these. */
  private static boolean hasEachPosition(RandomEffects random, String visits) {
    return random.isOneFactor() && isFunctionOf(visits, random.effects().get(0))
        || random.structure() == Structure.US
            && random.effects().stream()
                .filter(effect -> effect.quantities().size() == 1 && effect.factors().size() == 1)
                .anyMatch(effect -> isFunctionOf(visits, effect));
  }

  /** Whether covariances of one form plus those of another are covariances of the one form. */
  private static boolean isSum(Structure form, Structure added) {
    return switch (form) {
      case US -> true;
      case CS -> added == Structure.ID || added == Structure.CS;
      case TOEP -> added.hasOneVariance() && added != Structure.AD;
      case DIAG -> added == Structure.ID || added == Structure.DIAG;
      case ID -> added == Structure.ID;
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
        "Data tell the sum of the two covariances alone, and it has the form of one of them",
        "Leave out one of the two");
  }

  private static Set<String> components(List<Quantity.Factor> factors) {
    Set<String> components = new HashSet<>();
    factors.forEach(factor -> components.add(factor.component().label()));
    return components;
  }
}
