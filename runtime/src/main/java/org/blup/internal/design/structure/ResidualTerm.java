package org.blup.internal.design.structure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.VarianceFunction;

/**
 * The covariance of the residuals. Residuals of different subjects are independent; without a
 * subject all are.
 *
 * @param form of the covariance of a subject's residuals
 * @param subject labels of the factors whose observed combinations are the subjects; empty where
 *     all residuals are independent
 * @param strata the label of the factor whose levels have parameters of their own, if there is one
 * @param varying what the variance of a row follows, if it follows a number
 */
public record ResidualTerm(
    Form form, List<String> subject, Optional<String> strata, Optional<Varying> varying) {

  /** The form of the covariance of a subject's residuals. */
  public sealed interface Form {}

  /** Independent residuals of one variance. */
  public record Independent() implements Form {}

  /**
   * By the levels of a factor.
   *
   * @param structure of all positions
   * @param position the label of the factor whose levels are the positions within a subject, in
   *     their order
   */
  public record Positions(CovarianceStructure structure, String position) implements Form {}

  /**
   * By the distance of a number.
   *
   * @param decay how the correlation follows the distance
   * @param number its label
   */
  public record Distances(Decay decay, String number) implements Form {}

  /**
   * Independent residuals of known variances, so that σ² is 1.
   *
   * @param number the label of the variance of each row
   */
  public record Known(String number) implements Form {}

  /** A variance that follows a number. */
  public record Varying(VarianceFunction function, String number) {}

  public ResidualTerm {
    subject = List.copyOf(subject);
    boolean covaries = form instanceof Positions || form instanceof Distances;
    if (subject.isEmpty() == covaries) {
      throw new BlupException("a residual covariance needs a subject and a position, or neither");
    }
    if (form instanceof Independent && strata.isEmpty() && varying.isEmpty()) {
      throw new BlupException("residual variances need a factor of strata or a function");
    }
    if (form instanceof Known && (strata.isPresent() || varying.isPresent())) {
      throw new BlupException("known variances leave nothing to estimate");
    }
  }

  private static ResidualTerm of(Form form, String... subject) {
    return new ResidualTerm(form, List.of(subject), Optional.empty(), Optional.empty());
  }

  /** Independent residuals, with a variance for each level of a factor. */
  public static ResidualTerm by(String strata) {
    return new ResidualTerm(new Independent(), List.of(), Optional.of(strata), Optional.empty());
  }

  /** Independent residuals, with a variance that follows a number. */
  public static ResidualTerm varying(VarianceFunction function, String number) {
    return new ResidualTerm(
        new Independent(), List.of(), Optional.empty(), Optional.of(new Varying(function, number)));
  }

  /** Independent residuals of known variances. */
  public static ResidualTerm known(String number) {
    return of(new Known(number));
  }

  /** Residuals that covary over the levels of a factor within a subject. */
  public static ResidualTerm over(String position, String... subject) {
    return of(new Positions(CovarianceStructure.UNSTRUCTURED, position), subject);
  }

  /** Residuals whose correlation follows the distance of a number within a subject. */
  public static ResidualTerm along(Decay decay, String number, String... subject) {
    return of(new Distances(decay, number), subject);
  }

  /** The same with a covariance over positions of another form. */
  public ResidualTerm in(CovarianceStructure structure) {
    Positions positions = new Positions(structure, position().orElseThrow());
    return new ResidualTerm(positions, subject, strata, varying);
  }

  /** The same with parameters of their own for each level of a factor. */
  public ResidualTerm within(String factor) {
    return new ResidualTerm(form, subject, Optional.of(factor), varying);
  }

  /** The same, with variances that also follow a number. */
  public ResidualTerm times(VarianceFunction function, String number) {
    return new ResidualTerm(form, subject, strata, Optional.of(new Varying(function, number)));
  }

  /** The form over positions; one variance where there are none. */
  public CovarianceStructure structure() {
    return form instanceof Positions positions
        ? positions.structure()
        : CovarianceStructure.IDENTITY;
  }

  /** The label of the factor of positions, if there is one. */
  public Optional<String> position() {
    return form instanceof Positions positions
        ? Optional.of(positions.position())
        : Optional.empty();
  }

  /** The labels of the numbers that the covariance follows. */
  public List<String> numbers() {
    Stream<String> own =
        form instanceof Distances distances
            ? Stream.of(distances.number())
            : form instanceof Known known ? Stream.of(known.number()) : Stream.empty();
    return Stream.concat(own, varying.stream().map(Varying::number)).toList();
  }

  /** The subjects as messages name them: {@code site:patient}. */
  public String subjectLabel() {
    return String.join(":", subject);
  }
}
