package org.blup.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.formula.ResidualTerm;
import org.blup.formula.VarianceTerm;

/**
 * The covariance of the residuals, resolved.
 *
 * @param term the term of the formula, in which whole numbers stand as {@code factor(…)} where they
 *     are factors
 * @param position the factor whose levels are the positions within a subject, or the number whose
 *     values they are
 * @param subject the factors whose combinations are the subjects
 * @param varianceNumber the number that the variances depend on
 * @param strata the factor whose levels have parameters of their own
 */
public record ResidualCovariance(
    ResidualTerm term,
    Optional<Quantity> position,
    List<Quantity.Factor> subject,
    Optional<Quantity.Numeric> varianceNumber,
    Optional<Quantity.Factor> strata) {

  public ResidualCovariance {
    subject = List.copyOf(subject);
  }

  public Structure structure() {
    return term.structure();
  }

  /** The function that the variances are of {@link #varianceNumber}. */
  public Optional<VarianceFunction> varianceFunction() {
    return term.variance().map(VarianceTerm::function);
  }

  /** All of its factors: subject, position, strata. */
  public Stream<Quantity.Factor> factors() {
    return Stream.of(
            subject.stream(),
            position.stream()
                .filter(Quantity.Factor.class::isInstance)
                .map(Quantity.Factor.class::cast),
            strata.stream())
        .flatMap(factors -> factors);
  }

  /** All of its numbers: position, and what the variances depend on. */
  public Stream<Quantity.Numeric> numbers() {
    return Stream.concat(
        position.stream()
            .filter(Quantity.Numeric.class::isInstance)
            .map(Quantity.Numeric.class::cast),
        varianceNumber.stream());
  }
}
