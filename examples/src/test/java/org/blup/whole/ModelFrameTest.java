package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.Column;
import org.blup.MixedModel;
import org.blup.design.DesignMatrices;
import org.blup.exception.BlupException;
import org.blup.model.MissingValues;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ModelFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The values that a model reads, and what diagnostics say beside residuals. */
class ModelFrameTest {

  enum Kind {
    NEW,
    OLD
  }

  @MixedModel("log(price) ~ time + I(time^2) + kind + (1 | shop/item)")
  record Sale(
      double price,
      double time,
      @Nullable Kind kind,
      @Column("shop") String place,
      @Nullable Integer item) {}

  private static final List<Sale> SALES =
      List.of(
          new Sale(2, 0, Kind.NEW, "a", 1),
          new Sale(3, 1, Kind.OLD, "a", 2),
          new Sale(4, 2, Kind.NEW, "a", 1),
          new Sale(2.5, 3, Kind.OLD, "b", 1),
          new Sale(5, 4, Kind.NEW, "b", 1),
          new Sale(3, 5, Kind.OLD, "b", 2),
          new Sale(4.5, 6, Kind.NEW, "c", 1),
          new Sale(2.2, 2.5, Kind.OLD, "c", 2),
          new Sale(3.3, 3.5, Kind.NEW, "c", 2),
          new Sale(3.1, Double.NaN, null, "c", null));

  private static final ModelFrameTest_SaleModel.Fit FIT =
      ModelFrameTest_SaleModel.fitting().missing(MissingValues.OMIT).fit(SALES);

  @Test
  void variablesHaveTheNamesOfTheFormula() {
    ModelFrame frame = FIT.frame(SALES);

    assertThat(frame.rows()).isEqualTo(10);
    assertThat(frame.response()).isEqualTo("log(price)");
    assertThat(frame.numbers()).contains("time", "I(time^2)");
    assertThat(frame.factors()).contains("kind", "shop", "item");
    assertThat(frame.groups()).containsExactlyInAnyOrder("shop", "shop:item");
    assertThat(frame.response(2)).isEqualTo(Math.log(4));
    assertThat(frame.number("time", 4)).isEqualTo(4);
    assertThat(frame.number("I(time^2)", 4)).isEqualTo(16);
    assertThat(frame.level("kind", 1)).contains("OLD");
    assertThat(frame.level("shop", 6)).contains("c");
    assertThat(frame.level("shop:item", 5)).contains("b:2");
  }

  @MixedModel("y ~ x + kind + (x * kind | site) + (0 + x | plot)")
  record Run(double y, double x, @Nullable Kind kind, String site, String plot) {}

  /** An effect is multiplied by the element of Z in its column. */
  @Test
  void effectsAreMultipliedByZ() {
    List<Run> rows =
        IntStream.range(0, 80)
            .mapToObj(
                i ->
                    new Run(
                        Math.sin(7 * i) + Math.sin(i % 5 + 1) * (i % 9 + i % 2),
                        Math.cos(3 * i),
                        i % 2 == 0 ? Kind.NEW : Kind.OLD,
                        "s" + i % 5,
                        "p" + i % 7))
            .toList();
    ModelFrameTest_RunModel.Fit fit = ModelFrameTest_RunModel.fit(rows);
    ModelFrame frame = fit.frame(rows);
    DesignMatrices matrices = ModelFrameTest_RunModel.design(rows);

    assertThat(fit.conditionalModes("site").effectNames())
        .containsExactly("(Intercept)", "x", "kindOLD", "x:kindOLD");
    for (String group : frame.groups()) {
      for (String effect : fit.conditionalModes(group).effectNames()) {
        for (int row = 0; row < rows.size(); row++) {
          String column = effect + "|" + frame.level(group, row).orElseThrow();
          assertThat(frame.effect(group, effect, row))
              .isEqualTo(matrices.z().get(row, matrices.zNames().indexOf(column)));
        }
      }
    }
    ModelFrame other = fit.frame(List.of(new Run(1, Double.NaN, null, "s1", "p1")));
    assertThat(other.effect("site", "(Intercept)", 0)).isEqualTo(1);
    assertThat(other.effect("site", "x", 0)).isNaN();
    assertThat(other.effect("site", "kindOLD", 0)).isNaN();
    assertThatThrownBy(() -> frame.effect("plot", "kindOLD", 0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'kindOLD' is no effect of plot of Run");
    assertThatThrownBy(() -> frame.effect("site:plot", "x", 0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("is no grouping factor");
  }

  @Test
  void whatIsMissingIsEmpty() {
    ModelFrame frame = FIT.frame(SALES);

    assertThat(frame.number("time", 9)).isNaN();
    assertThat(frame.number("I(time^2)", 9)).isNaN();
    assertThat(frame.level("kind", 9)).isEmpty();
    assertThat(frame.level("item", 9)).isEmpty();
    assertThat(frame.level("shop:item", 9)).isEmpty();
    assertThat(frame.response(9)).isEqualTo(Math.log(3.1));
  }

  @Test
  void aLevelThatTheFitDoesNotKnowIsEmpty() {
    ModelFrame frame = FIT.frame(List.of(new Sale(1, 1, Kind.NEW, "elsewhere", 1)));

    assertThat(frame.level("shop", 0)).isEmpty();
    assertThat(frame.level("shop:item", 0)).isEmpty();
  }

  @MixedModel("`unit price` ~ 1 + (1 | `shop no`)")
  record Price(@Column("unit price") double price, @Column("shop no") String shop) {}

  @Test
  void namesNeedNoBackticks() {
    List<Price> prices = SALES.stream().map(sale -> new Price(sale.price(), sale.place())).toList();
    ModelFrame frame = ModelFrameTest_PriceModel.fit(prices).frame(prices);

    assertThat(frame.level("shop no", 3)).contains("b").isEqualTo(frame.level("`shop no`", 3));
  }

  @Test
  void wrongNamesAndRowsAreRefused() {
    ModelFrame frame = FIT.frame(SALES);

    assertThatThrownBy(() -> frame.number("tim", 0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'tim'")
        .hasMessageContaining("time");
    assertThatThrownBy(() -> frame.level("time", 0)).hasMessageContaining("'time' is no factor");
    assertThatThrownBy(() -> FIT.frame(null)).hasMessageContaining("null");
  }

  @Test
  void fittedValuesAndResidualsMakeTheResponse() {
    Diagnostics diagnostics = FIT.diagnostics(SALES);

    assertThat(diagnostics.response()).isEqualTo("log(price)");
    for (int row = 0; row < 9; row++) {
      assertThat(diagnostics.fittedValue(row)).isEqualTo(FIT.predict(SALES.get(row)));
      assertThat(diagnostics.fittedValue(row) + diagnostics.residual(row))
          .isCloseTo(FIT.response(SALES.get(row)), within(1e-12));
    }
    assertThat(diagnostics.fittedValue(9)).isNaN();
  }

  @Test
  void meansSayWhatTheyAreOf() {
    assertThat(FIT.means("kind").quantity()).isEqualTo("log(price)");
    assertThat(FIT.means("kind").onResponseScale().quantity()).isEqualTo("price");
    assertThat(FIT.means("kind").slopes("time").quantity())
        .isEqualTo("slope of log(price) for time");
    assertThat(FIT.means("kind").factors()).containsExactly("kind");
    assertThat(FIT.place().conditionalModes().levels())
        .isEqualTo(FIT.conditionalModes("shop").levels());
  }
}
