package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.formula.ResidualTerm;
import org.blup.formula.Variable;
import org.blup.formula.VarianceTerm;
import org.blup.processor.read.Component;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.ResidualCovariance;

/** Finds the components behind the covariance of the residuals. */
final class ResidualResolver {

  private final Vocabulary vocabulary;
  private final Names names;
  private final ArithmeticCheck arithmetic;
  private final FactorCheck factors;
  private final Problems problems;

  ResidualResolver(
      Vocabulary vocabulary,
      Names names,
      ArithmeticCheck arithmetic,
      FactorCheck factors,
      Problems problems) {
    this.vocabulary = vocabulary;
    this.names = names;
    this.arithmetic = arithmetic;
    this.factors = factors;
    this.problems = problems;
  }

  /** The covariance with its components; empty where one of them is reported as a problem. */
  Optional<ResidualCovariance> resolve(ResidualTerm term) {
    Optional<Quantity> position = term.position().flatMap(v -> position(v, term));
    List<Quantity.Factor> subject =
        term.subject().stream().map(factors::group).flatMap(Optional::stream).toList();
    Optional<Quantity.Numeric> number = term.variance().flatMap(this::varianceNumber);
    Optional<Quantity.Factor> strata =
        term.strata().flatMap(v -> factor(v, "'by' takes strata: the levels of a factor"));
    boolean isSound =
        position.isPresent() == term.position().isPresent()
            && subject.size() == term.subject().size()
            && number.isPresent() == term.variance().isPresent()
            && strata.isPresent() == term.strata().isPresent();
    return isSound
        ? Optional.of(
            new ResidualCovariance(
                new ResidualTerm(
                    term.structure(),
                    position.map(Quantity::variable),
                    term.subject(),
                    term.variance(),
                    strata.map(Quantity.Factor::variable),
                    term.span()),
                position,
                subject,
                number,
                strata))
        : Optional.empty();
  }

  private Optional<Quantity> position(Variable written, ResidualTerm term) {
    String keyword = term.structure().keyword();
    return term.structure().isOverNumber()
        ? arithmetic
            .number(
                written,
                ProblemCode.RESIDUAL_OF_A_FACTOR,
                "'%s' needs the distances of a number".formatted(keyword),
                overLevels(written, term))
            .map(number -> number)
        : factor(
                written,
                "'%s' takes positions: the levels of a factor".formatted(keyword),
                "For correlations that decay with the distance of a number write "
                    + residual(Structure.EXP, written, term))
            .map(factor -> factor);
  }

  /** What to write for a factor in the place of a number. */
  private String overLevels(Variable written, ResidualTerm term) {
    boolean hasOrder =
        vocabulary
            .usable(written.label())
            .filter(component -> component.type().hasOrder())
            .isPresent();
    return hasOrder
        ? "For ordered levels write " + residual(Structure.AR1, written, term)
        : "For levels without an order write " + residual(Structure.US, written, term);
  }

  private static String residual(Structure structure, Variable position, ResidualTerm term) {
    return "residual(%s(%s | %s))"
        .formatted(structure.keyword(), position.label(), term.subjectLabel());
  }

  private Optional<Quantity.Numeric> varianceNumber(VarianceTerm variance) {
    List<String> help = new ArrayList<>();
    if (variance.function() != VarianceFunction.KNOWN) {
      help.add(
          "For a variance for each level write residual(by = %s)"
              .formatted(variance.number().label()));
    }
    return arithmetic.number(
        variance.number(),
        ProblemCode.RESIDUAL_OF_A_FACTOR,
        "'%s' takes a number".formatted(variance.function().keyword()),
        help.toArray(String[]::new));
  }

  /**
   * A factor by its canonical name, which is {@code factor(x)} for a whole number and the component
   * for all others.
   */
  private Optional<Quantity.Factor> factor(Variable written, String rule, String... help) {
    Expression expression = written.expression();
    Expression.Name name =
        expression instanceof Expression.Call factor
            ? (Expression.Name) factor.arguments().get(0)
            : (Expression.Name) expression;
    Optional<Component> component = names.resolve(name);
    if (component.isEmpty()) {
      return Optional.empty();
    }
    if (!component.get().type().mayGroup()) {
      List<String> lines = new ArrayList<>();
      lines.add("These have levels: " + vocabulary.listed(c -> c.type().mayGroup()));
      lines.addAll(List.of(help));
      problems.add(
          ProblemCode.RESIDUAL_OVER_A_NUMBER,
          expression.span(),
          "'%s' is %s, but %s"
              .formatted(name.name(), Types.described(component.get().type()), rule),
          lines.toArray(String[]::new));
      return Optional.empty();
    }
    return component.get().type().isInteger()
        ? factors.call(Variable.of(new Expression.Call("factor", List.of(name), expression.span())))
        : factors.component(Variable.of(name), expression.span(), component.get());
  }
}
