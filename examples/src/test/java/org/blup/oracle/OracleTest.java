package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Blup's fits beside lme4's. Cases on data that may not be redistributed are skipped, by name,
 * where the shared oracle is missing; other tests leave them out. Writes {@code
 * target/oracle-table.md}.
 */
class OracleTest {

  private static final OracleTable TABLE = new OracleTable();

  static Stream<OracleCase<?>> cases() {
    return OracleCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void repeatsLme4(OracleCase<R> oracleCase) {
    OracleFit oracle = OracleFit.read(oracleCase.answer());
    List<R> rows = oracleCase.rows();

    MixedFit<R> fit =
        oracleCase
            .model()
            .fitting()
            .criterion(oracleCase.entry().reml() ? Criterion.REML : Criterion.ML)
            .missing(oracle.n() < rows.size() ? MissingValues.OMIT : MissingValues.FAIL)
            .fit(rows);

    assertThat(fit.rows()).isEqualTo(oracle.n());
    assertThat(fit.omitted()).isEqualTo(rows.size() - oracle.n());
    assertThat(fit.degreesOfFreedom()).isEqualTo(oracle.df());
    assertThat(fit.isSingular()).as("singular").isEqualTo(oracle.singular());
    assertThat(fit.droppedCoefficients()).containsExactlyInAnyOrderElementsOf(oracle.dropped());
    assertThat(fit.coefficients()).hasSize(oracle.p());

    List<R> used =
        oracle.n() < rows.size() ? rows.stream().filter(OracleTest::isComplete).toList() : rows;
    assertThat(used).hasSize((int) oracle.n());
    Differences differences = Comparison.of(oracle, fit, used);
    TABLE.add(oracle, fit, differences);
    List<String> tooFar = new ArrayList<>();
    differences
        .worst()
        .forEach(
            (quantity, difference) -> {
              double bound = KnownDifference.bound(oracle.id(), quantity);
              if (!(difference.size() <= bound)) {
                tooFar.add(quantity + " " + difference + " " + quantity.scale());
              }
            });
    assertThat(tooFar).as("differences from lme4").isEmpty();
  }

  @Test
  void everyCaseOfTheOracleHasAModel() {
    Set<String> registered = OracleCase.all().map(OracleCase::id).collect(Collectors.toSet());
    Set<String> listed =
        shared().entries().stream().map(OracleFolder.Entry::id).collect(Collectors.toSet());

    assertThat(registered).isEqualTo(listed);
  }

  @Test
  void thePartThatShipsIsTheSharedOracles() throws IOException {
    OracleFolder shared = shared();
    OracleFolder shipped = OracleFolder.shipped();
    for (OracleFolder.Entry entry : shipped.entries()) {
      assertThat(shared.entry(entry.id())).contains(entry);
      assertSame(shipped.answer(entry.id()), shared.answer(entry.id()));
      assertSame(shipped.data().resolve(entry.file()), shared.data().resolve(entry.file()));
    }
  }

  @AfterAll
  static void writeTable() {
    TABLE.write(Path.of("target", "oracle-table.md"), KnownDifference.ALL);
  }

  private static OracleFolder shared() {
    Optional<OracleFolder> shared = OracleFolder.shared();
    assumeTrue(
        shared.isPresent(),
        () -> "runs only where the shared oracle is: " + OracleFolder.sharedPath());
    return shared.orElseThrow();
  }

  private static void assertSame(Path shipped, Path shared) throws IOException {
    assertThat(Files.readAllBytes(shipped))
        .as(shared.toString())
        .isEqualTo(Files.readAllBytes(shared));
  }

  /** Whether no component is null or NaN. */
  private static boolean isComplete(Object row) {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(row);
        if (value == null || value.equals(Double.NaN)) {
          return false;
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new AssertionError(e);
      }
    }
    return true;
  }
}
