package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.model.Criterion;
import org.blup.model.DeletionTable;
import org.blup.model.LikelihoodRatioTest;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** drop1 and ranova beside lme4 and lmerTest: {@code inference/comparisons.R}. */
class ComparisonsTest {

  record Row(
      String test, String id, String term, int npar, double aic, double chisq, int df, double p) {

    static Row of(Line line) {
      return new Row(
          line.text("test"),
          line.text("id"),
          line.text("term"),
          line.integer("npar"),
          line.number("aic"),
          line.number("chisq"),
          line.integer("df"),
          line.number("p"));
    }
  }

  record Table(String test, String id, List<Row> rows) {
    @Override
    public String toString() {
      return test + " of " + id;
    }
  }

  static Stream<Table> tables() throws URISyntaxException {
    Path file = Path.of(Row.class.getResource("/inference/comparisons.csv").toURI());
    List<Row> rows = Line.read(file, Row::of);
    return rows.stream()
        .map(row -> row.test() + " " + row.id())
        .distinct()
        .map(
            key -> {
              List<Row> own =
                  rows.stream().filter(row -> key.equals(row.test() + " " + row.id())).toList();
              return new Table(own.get(0).test(), own.get(0).id(), own);
            });
  }

  @ParameterizedTest
  @MethodSource("tables")
  void deletionsAreRs(Table expected) {
    MixedFit<?> fit = FittedCase.of(expected.id()).fit();

    DeletionTable table = expected.test().equals("drop1") ? fit.drop1() : fit.ranova();

    assertThat(table.deletions()).hasSameSizeAs(expected.rows());
    for (int i = 0; i < expected.rows().size(); i++) {
      Row row = expected.rows().get(i);
      DeletionTable.Deletion deletion = table.deletions().get(i);
      assertThat(deletion.df()).as(row.term()).isEqualTo(row.df());
      assertThat(deletion.aic()).as(row.term()).isCloseTo(row.aic(), within(1e-6));
      assertThat(deletion.chiSquare()).as(row.term()).isCloseTo(row.chisq(), within(1e-6));
      assertThat(deletion.pValue()).as(row.term()).isCloseTo(row.p(), within(1e-6 * row.p()));
    }
  }

  @Test
  void aVarianceOnItsBorderHasTheMixturesPValue() {
    DeletionTable.Deletion slope =
        FittedCase.of("sleep-slope").fit().ranova().deletion("days in (1 + days | subject)");
    DeletionTable.Deletion batch = FittedCase.of("dyestuff").fit().ranova().deletion("(1 | batch)");

    // R: (pchisq(42.836813436, 1, lower.tail = FALSE) + pchisq(42.836813436, 2, FALSE)) / 2
    assertThat(slope.boundaryPValue().orElseThrow()).isCloseTo(2.79253e-10, within(1e-15));
    // half of that of one degree of freedom
    assertThat(batch.boundaryPValue().orElseThrow()).isCloseTo(0.0116133944 / 2, within(1e-9));
  }

  @Test
  void fitsOfDifferentFixedEffectsAreFittedAgainByMl() {
    MixedFit<?> larger = FittedCase.of("sleep-quadratic").fit();
    MixedFit<?> smaller = FittedCase.of("sleep-slope").fit();

    LikelihoodRatioTest test = smaller.anova(larger);

    assertThat(test.refitted()).isTrue();
    assertThat(test.criterion()).isEqualTo(Criterion.ML);
    assertThat(test.toString()).contains("fitted again: REML does not compare fixed effects");
    assertThat(test.df()).isEqualTo(1);
    assertThat(test.chiSquare())
        .isCloseTo(larger.drop1().deletion("I(days^2)").chiSquare(), within(1e-6));
    assertThat(larger.anova(smaller).chiSquare()).isEqualTo(test.chiSquare());
  }

  @Test
  void fitsOfTheSameFixedEffectsCompareByReml() {
    MixedFit<?> correlated = FittedCase.of("sleep-slope").fit();
    MixedFit<?> uncorrelated = FittedCase.of("sleep-uncorrelated").fit();

    LikelihoodRatioTest test = correlated.anova(uncorrelated);

    assertThat(test.refitted()).isFalse();
    assertThat(test.chiSquare())
        .isCloseTo(uncorrelated.criterion() - correlated.criterion(), within(1e-12));
  }

  @Test
  void whatDoesNotCompareSaysWhy() {
    MixedFit<?> sleep = FittedCase.of("sleep-slope").fit();
    MixedFit<?> thirtyOthers = FittedCase.of("dyestuff2-singular").fit();

    assertThatThrownBy(() -> sleep.anova(sleep))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("aic()");
    assertThatThrownBy(() -> sleep.anova(FittedCase.of("dyestuff").fit()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("180 and 30 rows");
    assertThatThrownBy(() -> FittedCase.of("sleep-log").fit().anova(sleep))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("different responses");
    assertThatThrownBy(() -> FittedCase.of("dyestuff").fit().anova(thirtyOthers))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("different responses");
  }

  @Test
  void aiccIsLargerByTheSmallSampleTerm() {
    MixedFit<?> fit = FittedCase.of("dyestuff").fit();

    // k = 3, n = 30
    assertThat(fit.aicc()).isCloseTo(fit.aic() + 2 * 3 * 4 / 26.0, within(1e-12));
  }
}
