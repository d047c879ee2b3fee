package org.blup.oracle;

import java.util.List;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;

/**
 * A case of the oracle with its rows, fitted as the case says; rows with missing values are left
 * out.
 */
record FittedCase<R>(MixedFit<R> fit, List<R> rows) {

  static <R> FittedCase<R> of(OracleCase<R> oracleCase) {
    List<R> rows = oracleCase.rows();
    MixedFit<R> fit =
        oracleCase
            .model()
            .fitting()
            .criterion(oracleCase.entry().reml() ? Criterion.REML : Criterion.ML)
            .missing(MissingValues.OMIT)
            .fit(rows);
    return new FittedCase<>(fit, rows);
  }

  /** The first model of a case. */
  static FittedCase<?> of(String id) {
    return of(OracleCase.of(id));
  }
}
