package org.blup.internal.design.structure;

import java.util.List;
import java.util.Optional;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;

/**
 * The form of the covariance of the residuals: within a subject by position, and by stratum.
 * Residuals of different subjects are independent. Without a subject all residuals are independent,
 * and each stratum has a variance of its own.
 *
 * @param structure the form of the covariance of a subject's residuals over all positions
 * @param subject labels of the factors whose observed combinations are the subjects; empty for
 *     variances alone
 * @param position the label of the factor whose levels are the positions within a subject, in their
 *     order; absent for variances alone
 * @param strata the label of the factor whose levels have parameters of their own, if there is one
 */
public record ResidualTerm(
    CovarianceStructure structure,
    List<String> subject,
    Optional<String> position,
    Optional<String> strata) {

  public ResidualTerm {
    subject = List.copyOf(subject);
    if (subject.isEmpty() == position.isPresent()) {
      throw new BlupException("a residual covariance needs a subject and a position, or neither");
    }
    if (subject.isEmpty() && strata.isEmpty()) {
      throw new BlupException("residual variances need a factor of strata");
    }
  }

  /** Independent residuals, with a variance for each level of a factor. */
  public static ResidualTerm by(String strata) {
    return new ResidualTerm(
        CovarianceStructure.IDENTITY, List.of(), Optional.empty(), Optional.of(strata));
  }

  /** Residuals that covary over the levels of a factor within a subject. */
  public static ResidualTerm over(String position, String... subject) {
    return new ResidualTerm(
        CovarianceStructure.UNSTRUCTURED,
        List.of(subject),
        Optional.of(position),
        Optional.empty());
  }

  /** The same with a covariance of another form. */
  public ResidualTerm in(CovarianceStructure form) {
    return new ResidualTerm(form, subject, position, strata);
  }

  /** The same with parameters of their own for each level of a factor. */
  public ResidualTerm within(String factor) {
    return new ResidualTerm(structure, subject, position, Optional.of(factor));
  }

  /** The subjects as messages name them: {@code site:patient}. */
  public String subjectLabel() {
    return String.join(":", subject);
  }
}
