package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that start where an earlier fit ended. */
class EarlierStartTest {

  private static final int ENOUGH_ROWS = 100;

  static Stream<StoredCase<?, ?>> cases() {
    return StoredCase.all().filter(each -> each.rows().size() > ENOUGH_ROWS);
  }

  @Test
  void aFitOfMoreRowsTakesFewerEvaluations() {
    OracleCase<?> sleep = OracleCase.of("sleep-no-fixed-intercept");
    checkMoreRows(sleep);
  }

  private static <R> void checkMoreRows(OracleCase<R> each) {
    List<R> rows = each.rows();
    MixedFit<R> before = each.model().fit(rows.subList(0, 150));
    MixedFit<R> usual = each.model().fit(rows);
    MixedFit<R> again = each.model().fitting().startingFrom(before).fit(rows);
    assertThat(again.criterion()).isCloseTo(usual.criterion(), within(1e-8));
    assertThat(again.evaluations()).isLessThan(usual.evaluations());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void theOptimumIsTheSame(StoredCase<R, F> each) {
    List<R> rows = each.rows();
    F usual = each.model().fitting().missing(MissingValues.OMIT).fit(rows);
    F again = each.model().fitting().missing(MissingValues.OMIT).startingFrom(usual).fit(rows);
    assertThat(again.criterion()).isCloseTo(usual.criterion(), within(1e-6));
    assertThat(again.isSingular()).isEqualTo(usual.isSingular());
    assertThat(again.sigma()).isCloseTo(usual.sigma(), within(1e-5 * usual.sigma()));
    assertThat(again.evaluations()).isLessThanOrEqualTo(usual.evaluations());
  }
}
