package org.blup.processor.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.formula.ModelFormula;
import org.blup.formula.ProblemCode;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.diagnostic.Place;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.ModelDescription;

/** Notes the components of a record that none of its models uses. */
final class UnusedComponents {

  private UnusedComponents() {}

  static void check(AnnotatedRecord annotated, List<Verdict> verdicts, Findings findings) {
    Set<String> used = new HashSet<>();
    for (Verdict verdict : verdicts) {
      if (!(verdict instanceof Verdict.Valid valid)) {
        return;
      }
      collect(valid.model(), used);
    }
    annotated.components().stream()
        .filter(component -> !used.contains(component.label()))
        .forEach(component -> findings.add(unused(component, annotated)));
  }

  private static void collect(ModelDescription model, Set<String> used) {
    ModelFormula formula = model.formula();
    Stream<Variable> random =
        formula.random().stream()
            .flatMap(term -> Stream.concat(of(term.effects()), term.group().stream()));
    Stream<Variable> residual =
        formula.residual().stream().flatMap(term -> term.variables().stream());
    Stream.of(
            Stream.of(formula.response()),
            of(formula.fixed()),
            random,
            residual,
            formula.offsets().stream())
        .flatMap(variables -> variables)
        .forEach(variable -> used.addAll(ComponentNames.in(variable.expression())));
    model.weight().map(Component::label).ifPresent(used::add);
  }

  private static Stream<Variable> of(Terms terms) {
    return terms.terms().stream().flatMap(term -> term.variables().stream());
  }

  private static Diagnostic unused(AnnotatedComponent component, AnnotatedRecord annotated) {
    return Diagnostic.of(
        ProblemCode.UNUSED_COMPONENT,
        Place.of(component.field()),
        "No model of %s uses '%s'".formatted(annotated.name(), component.label()),
        "Unused components are allowed. If it should be an effect, add it to the model");
  }
}
