package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.exception.UnidentifiableModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that lose their digits before they are summed, in themselves or to an offset. */
class LostDigitsTest {

  @MixedModel(name = "Offset", value = "y ~ x + offset(o) + (1 | g)")
  @MixedModel(name = "Plain", value = "y ~ x + (1 | g)")
  @MixedModel(name = "Scaled", value = "scale(y) ~ x + (1 | g)")
  record Row(double y, double x, double o, int g, @Weight double w) {}

  /**
   * Sixty rows whose residual has a standard deviation of 1.
   *
   * @param offset added to the numbers of the offset, which are 0 to 7
   * @param origin added to y
   */
  private static List<Row> rows(double offset, double origin, double weight) {
    Random random = new Random(1);
    return IntStream.range(0, 60)
        .mapToObj(
            i -> {
              int g = i % 8;
              double x = random.nextGaussian();
              double y = x + 0.5 * (g % 3) + g + random.nextGaussian() / Math.sqrt(weight);
              return new Row(origin + y, x, offset + g, g, weight);
            })
        .toList();
  }

  @Test
  void anOffsetThatRoundsTheResponseAwayIsRefusedByName() {
    for (double offset : new double[] {1e13, -1e14, 1e15, 1e16}) {
      assertThatThrownBy(() -> LostDigitsTest_OffsetModel.fit(rows(offset, 0, 1)))
          .as("%s", offset)
          .isInstanceOf(UnidentifiableModelException.class)
          .hasMessageContaining("digits of y are lost")
          .hasMessageContaining("Subtract a constant from o (the intercept absorbs it)");
    }
    assertThatThrownBy(() -> LostDigitsTest_OffsetModel.fit(rows(1e20, 0, 1)))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("beside so large an offset its digits are rounded away");
  }

  /** Rounding by 6e-5 at 1e12 is less than a ten-thousandth of the residual. */
  @ParameterizedTest
  @ValueSource(doubles = {1e3, -1e10, 1e12})
  void anOffsetThatLeavesFourDigitsMovesTheInterceptAlone(double offset) {
    var near = LostDigitsTest_OffsetModel.fit(rows(0, 0, 1));
    var far = LostDigitsTest_OffsetModel.fit(rows(offset, 0, 1));

    assertThat(far.criterion()).isCloseTo(near.criterion(), within(1e-3));
    assertThat(far.fixed().x().estimate()).isCloseTo(near.fixed().x().estimate(), within(1e-4));
    assertThat(far.sigma()).isCloseTo(near.sigma(), within(1e-4));
  }

  /**
   * What counts is the residual of the row: with a weight of 1e-6 it is a thousand times larger.
   */
  @Test
  void roundingIsComparedWithTheResidualOfItsRow() {
    var near = LostDigitsTest_OffsetModel.fit(rows(0, 0, 1e-6));
    var far = LostDigitsTest_OffsetModel.fit(rows(1e14, 0, 1e-6));

    assertThat(far.criterion()).isCloseTo(near.criterion(), within(1e-3));
  }

  @Test
  void aResponseTooFarFromZeroForItsResidualIsRefusedByName() {
    for (double origin : new double[] {1e15, -1e16}) {
      assertThatThrownBy(() -> LostDigitsTest_PlainModel.fit(rows(0, origin, 1)))
          .isInstanceOf(UnidentifiableModelException.class)
          .hasMessageContaining("Plain: y is ")
          .hasMessageContaining("its digits were lost before the fit. Subtract a constant from y");
      assertThatThrownBy(() -> LostDigitsTest_ScaledModel.fit(rows(0, origin, 1)))
          .isInstanceOf(UnidentifiableModelException.class)
          .hasMessageContaining("Scaled: y is ");
    }
  }

  /** Numbers at 1e13 are 0.002 apart: that is what the response is rounded to, and is fitted. */
  @Test
  void aResponseRoundedToLessThanItsResidualIsFitted() {
    var near = LostDigitsTest_PlainModel.fit(rows(0, 0, 1));
    var far = LostDigitsTest_PlainModel.fit(rows(0, 1e13, 1));

    assertThat(far.sigma()).isCloseTo(near.sigma(), within(1e-3));
  }
}
