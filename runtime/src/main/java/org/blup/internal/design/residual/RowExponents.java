package org.blup.internal.design.residual;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.VarianceFunction;
import org.blup.internal.design.structure.ResidualTerm.Varying;

/**
 * What variances follow: t of each row, where a row's variance is multiplied by {@code e^{2δt}}.
 */
final class RowExponents {

  private final ObservedDesign design;
  private final Varying varying;
  private final StoredRows stored;
  private final int number;
  private final double spread;

  /**
   * The exponents of all rows.
   *
   * @throws BlupException if a number is 0 of which the variance is a power, or has one value in
   *     all rows of a stratum, which says nothing of how the variance follows it
   */
  RowExponents(
      ObservedDesign design, Varying varying, StoredRows stored, List<StratumRows> strata) {
    this.design = design;
    this.varying = varying;
    this.stored = stored;
    number = design.structure().numbers().indexOf(varying.number());
    strata.forEach(this::checkVaries);
    spread = standardDeviation(strata);
  }

  /** t of a row in units of their spread. */
  double relative(int row) {
    return of(row) / spread;
  }

  private double of(int row) {
    double v = stored.number(number, row);
    if (varying.function() == VarianceFunction.POWER && v == 0) {
      throw new BlupException(
          ("%s: %s is 0 in row %s, counted from 0 without those left out, whose variance would be 0"
                  + " or infinite. Use exp(%s), or a number that is never 0")
              .formatted(design.structure().name(), varying.number(), row, varying.number()));
    }
    return varying.function().exponent(v);
  }

  /** The standard deviation of t over all rows. */
  double spread() {
    return spread;
  }

  private void checkVaries(StratumRows stratum) {
    double first = of(stratum.rows()[0]);
    for (int row : stratum.rows()) {
      if (of(row) != first) {
        return;
      }
    }
    String where = stratum.name().isEmpty() ? "" : " of " + stratum.name();
    throw new UnidentifiableModelException(
        ("%s: %s has one value in all rows%s, which does not show how the variance follows it."
                + " Take the function out of the residuals")
            .formatted(design.structure().name(), varying.number(), where));
  }

  /** By updated means (Welford 1962), in units of the largest so that no square overflows. */
  private double standardDeviation(List<StratumRows> strata) {
    double largest = 0;
    for (StratumRows stratum : strata) {
      for (int row : stratum.rows()) {
        largest = Math.max(largest, Math.abs(of(row)));
      }
    }
    double mean = 0;
    double squares = 0;
    long n = 0;
    for (StratumRows stratum : strata) {
      for (int row : stratum.rows()) {
        double t = of(row) / largest;
        double deviation = t - mean;
        mean += deviation / ++n;
        squares += deviation * (t - mean);
      }
    }
    return largest * Math.sqrt(squares / n);
  }
}
