package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.model.Coefficient;
import org.junit.jupiter.api.Test;

/** Zeros of either sign, integers at their limits, and levels of any text. */
class OddValuesTest {

  @MixedModel(name = "Slope", value = "y ~ x + (1 + x | g)")
  @MixedModel(name = "Texts", value = "y ~ x * f + (1 | g)")
  @MixedModel(name = "Longs", value = "y ~ factor(l) + (1 | l:g)")
  @SuppressWarnings({"blup:903", "blup:905"})
  record Row(double y, double x, int i, long l, String f, String g) {}

  private static final int[] INTS = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
  private static final long[] LONGS = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE
  };

  /** Empty, blank, composed and decomposed, outside the BMP, half a pair, right to left. */
  private static final String[] TEXTS = {
    "",
    " ",
    "\t",
    "\u00e9",
    "e\u0301",
    "\uD83D\uDE00",
    "\uD800",
    "\u0000",
    "a\nb",
    "\u202Eabc",
    "NA",
    "null",
    "\"",
    "\\",
    "f",
    "x",
    "(Intercept)"
  };

  private static List<Row> rows(double zero) {
    Random random = new Random(1);
    double[] effects = random.doubles(TEXTS.length, -1, 1).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20 * TEXTS.length; i++) {
      int f = i % TEXTS.length;
      int g = random.nextInt(TEXTS.length);
      double x = i % 3 == 0 ? zero : random.nextDouble();
      double y = effects[f] + effects[g] + x + 0.3 * random.nextGaussian();
      rows.add(new Row(y, x, INTS[i % 5], LONGS[i % 5], TEXTS[f], TEXTS[g]));
    }
    return rows;
  }

  @Test
  void zeroHasNoSign() {
    var positive = OddValuesTest_SlopeModel.fit(rows(0.0));
    var negative = OddValuesTest_SlopeModel.fit(rows(-0.0));

    assertThat(negative.criterion()).isEqualTo(positive.criterion());
    assertThat(negative.theta()).isEqualTo(positive.theta());
    assertThat(negative.toString()).isEqualTo(positive.toString());
    assertThat(negative.predict(rows(0.0).get(0))).isEqualTo(positive.predict(rows(-0.0).get(0)));
  }

  @Test
  void everyTextIsALevelOfItsOwn() {
    List<Row> rows = rows(0);
    var fit = OddValuesTest_TextsModel.fit(rows);

    assertThat(fit.coefficients()).extracting(Coefficient::name).doesNotHaveDuplicates();
    assertThat(fit.coefficients()).hasSize(2 * TEXTS.length);
    assertThat(fit.conditionalModes("g").levels()).containsExactlyInAnyOrder(TEXTS);
    assertThat(rows.stream().mapToDouble(fit::residual).sum()).isCloseTo(0, within(1e-9));
    assertThat(fit.means("f").levels()).containsExactlyInAnyOrder(TEXTS);
  }

  @Test
  void integersAtTheirLimitsAreLevelsAndNumbers() {
    List<Row> rows = rows(0);
    var ints = OddValuesTest_LongsModel.fit(rows);

    assertThat(ints.coefficients())
        .extracting(Coefficient::name)
        .containsExactly(
            "(Intercept)",
            "factor(l)-9223372036854775807",
            "factor(l)0",
            "factor(l)9223372036854775806",
            "factor(l)9223372036854775807");
    assertThat(IntStream.range(0, 5).mapToDouble(i -> ints.predict(rows.get(i))))
        .allMatch(Double::isFinite);
  }
}
