package org.blup.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.Structure;

/**
 * The covariance of the residuals: {@code residual(us(visit | subject), variance = power(dose), by
 * = arm)}. Without a subject, as in {@code residual(by = sex)}, residuals are independent.
 *
 * @param structure the form of the covariance of a subject's residuals; {@link Structure#ID}
 *     without a subject
 * @param position the factor whose levels are the positions within a subject, or the number whose
 *     values they are; absent without one
 * @param subject the factors whose combinations are the subjects, none or several
 * @param variance how the variances depend on a number, if they do
 * @param strata the factor whose levels have parameters of their own
 * @param span where it was written, {@code residual} included
 */
public record ResidualTerm(
    Structure structure,
    Optional<Variable> position,
    List<Variable> subject,
    Optional<VarianceTerm> variance,
    Optional<Variable> strata,
    Span span) {

  public ResidualTerm {
    subject = List.copyOf(subject);
  }

  /** All of its variables: position, subject, the number of the variances, strata. */
  public List<Variable> variables() {
    return Stream.of(
            position.stream(),
            subject.stream(),
            variance.map(VarianceTerm::number).stream(),
            strata.stream())
        .flatMap(variables -> variables)
        .toList();
  }

  /** The subjects as messages name them: {@code site:patient}. */
  public String subjectLabel() {
    return subject.stream().map(Variable::label).collect(Collectors.joining(":"));
  }

  /** The canonical text. */
  public String label() {
    List<String> arguments = new ArrayList<>();
    position.ifPresent(
        visits ->
            arguments.add(
                structure.keyword() + "(" + visits.label() + " | " + subjectLabel() + ")"));
    variance.ifPresent(
        function -> arguments.add((position.isPresent() ? "variance = " : "") + function.label()));
    strata.ifPresent(factor -> arguments.add("by = " + factor.label()));
    return arguments.stream().collect(Collectors.joining(", ", "residual(", ")"));
  }
}
