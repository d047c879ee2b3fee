package org.blup.processor.validate.rules;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.ResidualCovariance;
import org.blup.processor.validate.resolve.Problems;
import org.blup.processor.validate.resolve.Types;

/**
 * The rules for the covariance of the residuals: its parts are of different components, a structure
 * with an order has positions with one, and nothing in it says what another part does.
 */
public final class ResidualRules {

  private final ModelDescription model;
  private final ResidualCovariance residual;
  private final Problems problems;

  private ResidualRules(ModelDescription model, ResidualCovariance residual, Problems problems) {
    this.model = model;
    this.residual = residual;
    this.problems = problems;
  }

  public static void check(ModelDescription model, Problems problems) {
    model
        .residual()
        .ifPresent(
            residual -> {
              ResidualRules rules = new ResidualRules(model, residual, problems);
              if (rules.componentsDiffer()) {
                rules.positionsHaveAnOrder();
                rules.varianceIsSaidOnce();
                rules.knownVariancesAreWhole();
                ResidualConfounding.check(model, problems);
              }
            });
  }

  private boolean componentsDiffer() {
    if (residual.position().isEmpty()) {
      return true;
    }
    Set<String> subject = components(residual.subject());
    Set<String> strata = components(residual.strata().stream().toList());
    Quantity position = residual.position().get();
    Set<String> visits = positions();
    boolean isNumber = position instanceof Quantity.Numeric;
    if (!Collections.disjoint(subject, visits)) {
      addRepeated(
          "'%s' is both %s and the subject"
              .formatted(position.label(), isNumber ? "the number" : "the position"),
          isNumber
              ? "All rows of a subject would then be at distance 0"
              : "Each subject would then have one row, whose residual is correlated with no other");
      return false;
    }
    if (visits.equals(strata)) {
      addRepeated(
          "'%s' is both %s and the factor of the strata"
              .formatted(position.label(), isNumber ? "the number" : "the position"),
          isNumber
              ? "All rows of a stratum would then be at distance 0"
              : "For a variance for each position use the structure diag, csh, ar1h, adh, toeph or"
                  + " us");
      return false;
    }
    if (subject.equals(strata)) {
      addRepeated(
          "'%s' is both the subject and the factor of the strata"
              .formatted(strata.iterator().next()),
          "Each subject would have its own parameters, which its few rows cannot determine");
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
        "Use a different component for one of the two");
  }

  private void positionsHaveAnOrder() {
    if (residual.structure().isOrdered()
        && residual.position().isPresent()
        && residual.position().get() instanceof Quantity.Factor position
        && !position.component().type().hasOrder()) {
      problems.add(
          ProblemCode.FACTOR_WITHOUT_ORDER,
          position.variable().expression().span(),
          "'%s' needs ordered levels, but '%s' is %s"
              .formatted(
                  residual.structure().keyword(),
                  position.component().label(),
                  Types.described(position.component().type())),
          "Use an enum, whose constants are ordered, or number the positions");
    }
  }

  /** A variance function of a factor that has its own variances is redundant. */
  private void varianceIsSaidOnce() {
    if (residual.varianceNumber().isEmpty()) {
      return;
    }
    Set<String> number = ComponentNames.in(residual.varianceNumber().get().variable().expression());
    Structure structure = residual.structure();
    boolean hasOnePerPosition = residual.position().isPresent() && !structure.hasOneVariance();
    if (hasOnePerPosition && positions().containsAll(number)) {
      addVarianceTwice(
          "'%s' already has a variance for each position, and '%s' is a function of the position",
          structure.keyword());
    } else if (components(residual.strata().stream().toList()).containsAll(number)) {
      addVarianceTwice(
          "Each level of '%s' already has a variance, and '%s' is a function of it",
          number.iterator().next());
    }
  }

  private void addVarianceTwice(String message, String other) {
    String function = residual.term().variance().orElseThrow().label();
    problems.add(
        ProblemCode.VARIANCE_TWICE,
        residual.term().span(),
        message.formatted(other, function),
        "The data determine only the product of the two variances: remove one of them");
  }

  private void knownVariancesAreWhole() {
    if (residual.varianceFunction().filter(VarianceFunction.KNOWN::equals).isEmpty()) {
      return;
    }
    String known = residual.term().variance().orElseThrow().label();
    if (model.weight().isPresent()) {
      String weight = model.weight().map(Component::label).get();
      problems.add(
          ProblemCode.KNOWN_VARIANCES_AND_WEIGHTS,
          residual.term().span(),
          "'%s' is the known variance of each residual, and '@Weight %s' would change it"
              .formatted(known, weight),
          "Remove one of the two; for a variance of v / w write known(v / w)");
    }
    if (model.response() instanceof Quantity.Basis basis
        && basis.kind() == Quantity.Basis.Kind.SCALE) {
      problems.add(
          ProblemCode.NEEDS_ALL_ROWS,
          basis.variable().expression().span(),
          "'%s' cannot be the response beside known variances".formatted(basis.label()),
          "These are in the unit of the response, whose scale is only known after all rows",
          "Compute the response and its variance in components of their own");
    }
  }

  private Set<String> positions() {
    return residual
        .position()
        .map(position -> ComponentNames.in(position.variable().expression()))
        .orElse(Set.of());
  }

  private static Set<String> components(List<Quantity.Factor> factors) {
    Set<String> components = new HashSet<>();
    factors.forEach(factor -> components.add(factor.component().label()));
    return components;
  }
}
