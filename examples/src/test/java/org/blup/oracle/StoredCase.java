package org.blup.oracle;

import java.util.List;
import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.Model;

/** A model and rows whose sums and fits are written and read. */
record StoredCase<R, F extends MixedFit<R>>(String id, Model<R, F> model, List<R> rows) {

  /** More rows than these would take long, and show no more. */
  private static final int MOST_ROWS = 5000;

  /** Every model of the tests here, of all kinds. */
  static Stream<StoredCase<?, ?>> all() {
    Stream<StoredCase<?, ?>> lme4 = OracleCase.present().map(StoredCase::of);
    Stream<StoredCase<?, ?>> covariances =
        Stream.of(
                new StructuredTermsTest().cases(),
                new RepeatedMeasuresTest().cases(),
                new ResidualsByNumberTest().cases(),
                new KnownVariancesTest().cases(),
                new RelatedTest().cases())
            .flatMap(cases -> cases)
            .map(StoredCase::of);
    return Stream.concat(lme4, covariances).filter(each -> each.rows.size() <= MOST_ROWS);
  }

  private static <R> StoredCase<R, ?> of(OracleCase<R> from) {
    return of(from.id(), from.model(), from.rows());
  }

  private static <R, F extends MixedFit<R>> StoredCase<R, F> of(CovarianceCase<R, F> from) {
    return new StoredCase<>(from.id(), from.model(), from.rows());
  }

  private static <R, F extends MixedFit<R>> StoredCase<R, F> of(
      String id, Model<R, F> model, List<R> rows) {
    return new StoredCase<>(id, model, rows);
  }

  boolean isMl() {
    return id.endsWith("-ml") || id.endsWith("_ml");
  }

  @Override
  public String toString() {
    return id + ": " + model.formula();
  }
}
