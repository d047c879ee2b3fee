package org.blup.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.formula.ModelFormula;
import org.blup.formula.Variable;

/**
 * A model as the generator needs it: every variable resolved to components, every coding decided.
 *
 * @param header the record, the class to write and the components
 * @param formula the canonical formula
 * @param response the left-hand side: a number, or a basis of one column
 * @param weight the prior weights
 * @param offsets the terms added with coefficient 1
 * @param fixed the fixed effects behind the intercept
 * @param random the random terms, in the formula's order
 * @param residual the covariance of the residuals; absent where they are independent with one
 *     variance
 */
public record ModelDescription(
    ModelHeader header,
    ModelFormula formula,
    Quantity response,
    Optional<Component> weight,
    List<Quantity.Numeric> offsets,
    List<Effect> fixed,
    List<RandomEffects> random,
    Optional<ResidualCovariance> residual) {

  public ModelDescription {
    offsets = List.copyOf(offsets);
    fixed = List.copyOf(fixed);
    random = List.copyOf(random);
  }

  /** Whether the fixed effects have the constant column, as term 0 before {@link #fixed}. */
  public boolean intercept() {
    return formula.fixed().intercept();
  }

  /** What each row has for the left-hand side: itself, or what it is a basis of. */
  public Quantity.Numeric responseNumber() {
    return response instanceof Quantity.Basis basis ? basis.number() : (Quantity.Numeric) response;
  }

  /**
   * The numbers a design row holds, in their order: those of the fixed effects come first, and
   * those of the residuals alone last.
   */
  public List<Quantity.Numeric> numerics() {
    return Stream.concat(effectNumerics(), residual.stream().flatMap(ResidualCovariance::numbers))
        .distinct()
        .toList();
  }

  /** The numbers of fixed and random effects. */
  public Stream<Quantity.Numeric> effectNumerics() {
    return effects()
        .flatMap(effect -> effect.quantities().stream())
        .flatMap(ModelDescription::number);
  }

  private static Stream<Quantity.Numeric> number(Quantity quantity) {
    if (quantity instanceof Quantity.Basis basis) {
      return Stream.of(basis.number());
    }
    return quantity instanceof Quantity.Numeric number ? Stream.of(number) : Stream.empty();
  }

  /** The bases of numbers, in their order: those of the fixed effects come first. */
  public List<Quantity.Basis> bases() {
    return effects().flatMap(effect -> effect.bases().stream()).distinct().toList();
  }

  /**
   * The factors a design row holds, in their order: those of effects come before groups, and these
   * before those of the residuals.
   */
  public List<Quantity.Factor> factors() {
    Map<Variable, Quantity.Factor> factors = new LinkedHashMap<>();
    Stream.of(
            effects().flatMap(effect -> effect.factors().stream()),
            random.stream().flatMap(term -> term.group().stream()),
            residual.stream().flatMap(ResidualCovariance::factors))
        .flatMap(of -> of)
        .forEach(factor -> factors.putIfAbsent(factor.variable(), factor));
    return List.copyOf(factors.values());
  }

  /** The distinct grouping factors, in the order of their first random term. */
  public List<Group> groups() {
    Map<Object, List<RandomEffects>> termsByGroup = new LinkedHashMap<>();
    for (RandomEffects term : random) {
      termsByGroup.computeIfAbsent(term.term().grouping(), unseen -> new ArrayList<>()).add(term);
    }
    return termsByGroup.values().stream()
        .map(terms -> new Group(terms.get(0).group(), terms))
        .toList();
  }

  private Stream<Effect> effects() {
    return Stream.concat(fixed.stream(), random.stream().flatMap(term -> term.effects().stream()));
  }
}
