package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.LevelStructure;
import org.blup.Structure;
import org.blup.formula.Expression;
import org.blup.formula.ModelFormula;
import org.blup.formula.RandomTerm;
import org.blup.formula.Span;
import org.blup.formula.Term;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ModelHeader;

/**
 * A model with an accessor for whatever the code around a broken model may ask for: what can be
 * read of its formula, each component as a fixed effect, and each that can group as a group of all
 * numbers.
 */
public final class WideModel {

  private static final Span NOWHERE = new Span(0, 0);

  /** Collects what cannot be resolved: its class is generated, but never run. */
  static final Variable ZERO = new Variable(new Expression.Num(0, "0", NOWHERE), "0");

  private final ModelHeader header;

  private WideModel(ModelHeader header) {
    this.header = header;
  }

  public static ModelFormula of(ModelHeader header, Optional<ModelFormula> known) {
    ModelFormula start =
        known.orElse(
            new ModelFormula(
                ZERO, new Terms(true, List.of()), List.of(), Optional.empty(), List.of()));
    WideModel wide = new WideModel(header);
    return new ModelFormula(
        start.response(), wide.fixed(start), wide.random(start), start.residual(), start.offsets());
  }

  private Terms fixed(ModelFormula known) {
    Map<Set<Variable>, Term> terms = new LinkedHashMap<>();
    Stream<Term> components = header.components().stream().map(WideModel::mainEffect);
    Stream.concat(known.fixed().terms().stream(), components)
        .forEach(term -> terms.putIfAbsent(Set.copyOf(term.variables()), term));
    return new Terms(true, List.copyOf(terms.values()));
  }

  private List<RandomTerm> random(ModelFormula known) {
    List<RandomTerm> terms = new ArrayList<>(known.random());
    for (Component component : header.components()) {
      if (component.type().mayGroup()) {
        terms.add(rest(component, known.random()));
      }
    }
    return terms;
  }

  /** The effects by a component that the known terms do not have. */
  private RandomTerm rest(Component group, List<RandomTerm> known) {
    List<Variable> variables = List.of(variable(group));
    Set<Set<Variable>> effects = new HashSet<>();
    boolean intercept = false;
    for (RandomTerm term : known) {
      if (term.group().equals(variables)) {
        intercept |= term.effects().intercept();
        term.effects().terms().forEach(effect -> effects.add(Set.copyOf(effect.variables())));
      }
    }
    List<Term> slopes =
        header.components().stream()
            .filter(component -> component.type().isNumeric())
            .filter(component -> !component.equals(group))
            .map(WideModel::mainEffect)
            .filter(slope -> !effects.contains(Set.copyOf(slope.variables())))
            .toList();
    return new RandomTerm(
        new Terms(!intercept, slopes),
        variables,
        LevelStructure.INDEPENDENT,
        Structure.US,
        NOWHERE);
  }

  private static Term mainEffect(Component component) {
    return new Term(List.of(variable(component)), NOWHERE);
  }

  private static Variable variable(Component component) {
    return new Variable(new Expression.Name(component.label(), NOWHERE), component.label());
  }
}
