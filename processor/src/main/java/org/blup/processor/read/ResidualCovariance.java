package org.blup.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.Structure;
import org.blup.formula.ResidualTerm;

/**
 * The covariance of the residuals, resolved.
 *
 * @param term the term of the formula, in which whole numbers stand as {@code factor(…)}
 * @param position the factor whose levels are the positions within a subject
 * @param subject the factors whose combinations are the subjects
 * @param strata the factor whose levels have parameters of their own
 */
public record ResidualCovariance(
    ResidualTerm term,
    Optional<Quantity.Factor> position,
    List<Quantity.Factor> subject,
    Optional<Quantity.Factor> strata) {

  public ResidualCovariance {
    subject = List.copyOf(subject);
  }

  public Structure structure() {
    return term.structure();
  }

  /** All of its factors: subject, position, strata. */
  public Stream<Quantity.Factor> factors() {
    return Stream.of(subject.stream(), position.stream(), strata.stream())
        .flatMap(factors -> factors);
  }
}
