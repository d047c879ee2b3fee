package org.blup.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;

/**
 * A case of the oracle with its rows, fitted as the case says; rows with missing values are left
 * out.
 */
record FittedCase<R>(MixedFit<R> fit, List<R> rows) {

  static <R> FittedCase<R> of(OracleCase<R> oracleCase) {
    Optional<OracleFolder> present = folder(oracleCase.id());
    assumeTrue(
        present.isPresent(),
        () -> "runs only where the shared oracle is: " + OracleFolder.sharedPath());
    OracleFolder folder = present.orElseThrow();
    OracleFolder.Entry entry = folder.entry(oracleCase.id()).orElseThrow();
    List<R> rows = oracleCase.rows(folder.data().resolve(entry.file()));
    MixedFit<R> fit =
        oracleCase
            .model()
            .fitting()
            .criterion(entry.reml() ? Criterion.REML : Criterion.ML)
            .missing(MissingValues.OMIT)
            .fit(rows);
    return new FittedCase<>(fit, rows);
  }

  /** The first model of a case that ships with the project. */
  static FittedCase<?> of(String id) {
    return of(OracleCase.all().filter(each -> each.id().equals(id)).findFirst().orElseThrow());
  }

  /** What lme4 answers, if the case ships or the shared oracle is there. */
  static Optional<Path> answerIfPresent(String id) {
    return folder(id).map(folder -> folder.answer(id)).filter(Files::isReadable);
  }

  private static Optional<OracleFolder> folder(String id) {
    OracleFolder shipped = OracleFolder.shipped();
    return shipped.entry(id).isPresent() ? Optional.of(shipped) : OracleFolder.shared();
  }
}
