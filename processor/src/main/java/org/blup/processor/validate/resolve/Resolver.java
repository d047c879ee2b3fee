package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blup.LevelStructure;
import org.blup.formula.CodedTerm;
import org.blup.formula.Coding;
import org.blup.formula.Expression;
import org.blup.formula.ModelFormula;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Term;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/**
 * Finds the components behind a formula's variables and decides which are numbers and which are
 * factors. What cannot be resolved is left out of the description and reported as a problem.
 */
public final class Resolver {

  private final ModelHeader header;
  private final Names names;
  private final ArithmeticCheck arithmetic;
  private final FactorCheck factors;
  private final BasisCheck bases;
  private final ResidualResolver residuals;
  private final Problems problems;

  public Resolver(ModelHeader header, Vocabulary vocabulary, Problems problems) {
    this.header = header;
    this.problems = problems;
    this.names = new Names(vocabulary, problems);
    this.arithmetic = new ArithmeticCheck(vocabulary, names, problems);
    this.bases = new BasisCheck(arithmetic);
    this.factors = new FactorCheck(vocabulary, names, problems);
    this.residuals = new ResidualResolver(vocabulary, names, arithmetic, factors, problems);
  }

  public ModelDescription resolve(ModelFormula formula, Optional<Component> weight) {
    Optional<? extends Quantity> response = response(formula);
    List<Effect> fixed = effects(formula.fixed());
    List<Quantity.Numeric> offsets =
        formula.offsets().stream()
            .map(
                v ->
                    arithmetic.number(
                        v, ProblemCode.OFFSET_NOT_NUMERIC, "an offset has to be a number"))
            .flatMap(Optional::stream)
            .toList();
    List<RandomEffects> random =
        formula.random().stream().map(this::random).flatMap(Optional::stream).toList();
    return new ModelDescription(
        header,
        formula,
        response.isPresent() ? response.get() : new Quantity.Numeric(WideModel.ZERO),
        weight,
        offsets,
        fixed,
        random,
        formula.residual().flatMap(residuals::resolve));
  }

  private Optional<? extends Quantity> response(ModelFormula formula) {
    Variable variable = formula.response();
    if (!BasisCheck.isBasisCall(variable.expression())) {
      return arithmetic.number(
          variable, ProblemCode.RESPONSE_NOT_NUMERIC, "the response has to be a number");
    }
    if (!formula.offsets().isEmpty()) {
      problems.add(
          ProblemCode.NEEDS_ALL_ROWS,
          variable.expression().span(),
          "'%s' cannot be the response beside an offset".formatted(variable.label()),
          "Its mean is only known after all rows, but an offset is subtracted row by row",
          "Compute the response in a component of its own");
      return Optional.empty();
    }
    return bases.call(variable);
  }

  private Optional<RandomEffects> random(RandomTerm term) {
    List<Effect> effects = effects(term.effects());
    List<Quantity.Factor> group =
        term.group().stream()
            .map(
                variable ->
                    term.levels() == LevelStructure.INDEPENDENT
                        ? factors.independentGroup(variable)
                        : factors.group(variable))
            .flatMap(Optional::stream)
            .toList();
    return group.size() == term.group().size()
        ? Optional.of(new RandomEffects(term, effects, group))
        : Optional.empty();
  }

  private List<Effect> effects(Terms terms) {
    Map<Variable, Quantity> quantities = new HashMap<>();
    List<Term> resolved = new ArrayList<>();
    for (Term term : terms.terms()) {
      term.variables().forEach(v -> effect(v).ifPresent(found -> quantities.put(v, found)));
      if (quantities.keySet().containsAll(term.variables())) {
        resolved.add(term);
      }
    }
    Terms known = new Terms(terms.intercept(), resolved);
    return Coding.of(known, v -> quantities.get(v) instanceof Quantity.Factor).stream()
        .map(coded -> effect(coded, quantities))
        .toList();
  }

  private static Effect effect(CodedTerm coded, Map<Variable, Quantity> quantities) {
    List<Quantity> ofTerm = new ArrayList<>();
    for (Variable variable : coded.term().variables()) {
      ofTerm.add(quantities.get(variable));
    }
    return new Effect(coded.term(), ofTerm, coded.full());
  }

  private Optional<Quantity> effect(Variable variable) {
    Expression expression = variable.expression();
    if (expression instanceof Expression.Name name) {
      return names.resolve(name).flatMap(component -> effect(variable, component));
    }
    if (FactorCheck.isFactorCall(expression)) {
      return factors.call(variable).map(factor -> factor);
    }
    if (BasisCheck.isBasisCall(expression)) {
      return bases.call(variable).map(basis -> basis);
    }
    return arithmetic.check(expression)
        ? Optional.of(new Quantity.Numeric(variable))
        : Optional.empty();
  }

  private Optional<Quantity> effect(Variable variable, Component component) {
    return component.type().isNumeric()
        ? Optional.of(new Quantity.Numeric(variable))
        : factors
            .component(variable, variable.expression().span(), component)
            .map(factor -> factor);
  }
}
