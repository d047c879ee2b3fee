package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;

/** A fit to a table is the fit to records, in all bits. */
class SameBitsTest {

  /** The REML criterion is lme4's: {@code lmer(Reaction ~ Days + (Days | Subject), sleepstudy)}. */
  @Test
  void theSleepStudyIsThatOfTheRecord() {
    TableFit fit = Blup.fit("reaction ~ days + (days | subject)", Data.sleep());

    assertThat(fit.criterion()).isCloseTo(1743.6282719599653, within(1e-6));
    assertSame(fit, SleepModel.fit(SleepModel.readCsv(Data.file("sleepstudy"))));
    assertThat(fit.toString())
        .isEqualTo(SleepModel.fit(SleepModel.readCsv(Data.file("sleepstudy"))).toString());
  }

  @Test
  void theChoicesAreThoseOfTheRecord() {
    TableFit fit =
        Blup.fitting("reaction ~ days + (days | subject)", Data.sleep())
            .criterion(Criterion.ML)
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit();

    assertSame(
        fit,
        SleepModel.fitting()
            .criterion(Criterion.ML)
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit(SleepModel.readCsv(Data.file("sleepstudy"))));
    assertThat(fit.coefficient("days").df()).isEqualTo(fit.mixedFit().coefficient("days").df());
  }

  @Test
  void factorsIntegersAndWeightsAreThoseOfTheRecord() {
    List<Plot> plots = plots();
    Table table =
        Table.of("yield", plots.stream().map(Plot::yield).toList())
            .with("variety", plots.stream().map(Plot::variety).toList())
            .with("nitro", plots.stream().mapToDouble(Plot::nitro).toArray())
            .with("block", plots.stream().map(Plot::block).toArray(String[]::new))
            .with("row", plots.stream().mapToInt(Plot::row).toArray())
            .with("area", plots.stream().map(Plot::area).toList());

    TableFit fit =
        Blup.fitting("yield ~ variety * nitro + factor(row) + (1 | block/variety)", table)
            .weights("area")
            .fit();

    assertSame(fit, PlotModel.fit(plots));
    assertThat(fit.formula()).isEqualTo(PlotModel.FORMULA);
  }

  private static List<Plot> plots() {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String variety = List.of("Victory", "Golden Rain", "Marvellous").get(i % 3);
      String block = "B" + i / 12;
      double noise = Math.sin(12.9898 * i) * 7 + Math.cos(3.7 * (i / 12)) * 9;
      plots.add(new Plot(100 + 3 * (i % 3) + noise, variety, i % 4 * 0.2, block, i % 2, 1 + i % 5));
    }
    return plots;
  }

  private static void assertSame(TableFit fit, MixedFit<?> expected) {
    assertThat(fit.criterion()).isEqualTo(expected.criterion());
    assertThat(fit.sigma()).isEqualTo(expected.sigma());
    assertThat(fit.mixedFit().theta()).isEqualTo(expected.theta());
    assertThat(fit.varianceComponents()).isEqualTo(expected.varianceComponents());
    assertThat(fit.coefficients().stream().map(SameBitsTest::numbers).toList())
        .isEqualTo(expected.coefficients().stream().map(SameBitsTest::numbers).toList());
  }

  private static List<Object> numbers(Coefficient coefficient) {
    return List.of(
        coefficient.name(),
        coefficient.estimate(),
        coefficient.standardError(),
        coefficient.df(),
        coefficient.pValue());
  }
}
