package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.LikelihoodRatioTest;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fits compare: by what their cross-products have in common, for neither has rows. */
class NestedComparisonsTest {

  @MixedModel(name = "linear", value = "reaction ~ days + (1 | subject)")
  @MixedModel(name = "scaled", value = "reaction ~ scale(days) + (1 | subject)")
  @MixedModel(name = "curved", value = "reaction ~ poly(days, 2) + (1 | subject)")
  @MixedModel(name = "daily", value = "reaction ~ factor(day) + (1 | subject)")
  @MixedModel(name = "sum", value = "reaction ~ days + total + (1 | subject)")
  @MixedModel(name = "parts", value = "reaction ~ days + age + weight + (1 | subject)")
  @MixedModel(name = "aged", value = "reaction ~ days + age + (1 | subject)")
  @MixedModel(name = "weighed", value = "reaction ~ weight + factor(day) + (1 | subject)")
  @MixedModel(name = "coded", value = "reaction ~ days + age + (1 | code)")
  @MixedModel(name = "halves", value = "reaction ~ days + age + (1 | half)")
  @MixedModel(name = "correlated", value = "reaction ~ days + (days | subject)")
  @MixedModel(name = "apart", value = "reaction ~ poly(days, 2) + age + (days || subject)")
  @MixedModel(name = "summed", value = "reaction ~ C(shift, sum) + (1 | subject)")
  @MixedModel(name = "shifts", value = "reaction ~ shift + age + (1 | subject)")
  record Night(
      double reaction,
      double days,
      int day,
      double age,
      double weight,
      double total,
      String shift,
      int subject,
      String code,
      int half) {

    static Night of(Line line) {
      double days = line.number("days");
      int subject = line.integer("subject");
      double age = 20 + subject % 17;
      double weight = 50 + subject % 23;
      return new Night(
          line.number("reaction"),
          days,
          (int) days,
          age,
          weight,
          age + weight,
          days % 3 == 0 ? "early" : days % 3 == 1 ? "late" : "night",
          subject,
          "s" + subject,
          subject % 2);
    }

    Night with(double other) {
      return new Night(other, days, day, age, weight, total, shift, subject, code, half);
    }

    Night onDay(Night other) {
      return new Night(
          reaction, other.days, other.day, age, weight, total, shift, subject, code, half);
    }
  }

  private static final Map<String, Model<Night, ? extends MixedFit<Night>>> MODELS =
      Map.ofEntries(
          Map.entry("linear", NestedComparisonsTest_linearModel.model()),
          Map.entry("scaled", NestedComparisonsTest_scaledModel.model()),
          Map.entry("curved", NestedComparisonsTest_curvedModel.model()),
          Map.entry("daily", NestedComparisonsTest_dailyModel.model()),
          Map.entry("sum", NestedComparisonsTest_sumModel.model()),
          Map.entry("parts", NestedComparisonsTest_partsModel.model()),
          Map.entry("aged", NestedComparisonsTest_agedModel.model()),
          Map.entry("weighed", NestedComparisonsTest_weighedModel.model()),
          Map.entry("coded", NestedComparisonsTest_codedModel.model()),
          Map.entry("halves", NestedComparisonsTest_halvesModel.model()),
          Map.entry("correlated", NestedComparisonsTest_correlatedModel.model()),
          Map.entry("apart", NestedComparisonsTest_apartModel.model()),
          Map.entry("summed", NestedComparisonsTest_summedModel.model()),
          Map.entry("shifts", NestedComparisonsTest_shiftsModel.model()));

  /** One space of columns may have many names. */
  @ParameterizedTest
  @CsvSource({
    "linear, curved, 1",
    "scaled, curved, 1",
    "linear, daily, 8",
    "scaled, daily, 8",
    "curved, daily, 7",
    "sum, parts, 1",
    "linear, coded, 1",
    "linear, correlated, 2",
    "summed, shifts, 1"
  })
  void nestedFitsCompareWhateverTheirNames(String smaller, String larger, int df) {
    assertThat(fit(smaller, nights()).anova(fit(larger, nights())).df()).isEqualTo(df);
  }

  @ParameterizedTest
  @CsvSource({
    "aged, weighed, 'age'",
    "sum, weighed, 'total'",
    "linear, halves, (1 | subject)",
    "correlated, apart, (1 + days | subject)"
  })
  void fitsThatAreNotNestedAreRefused(String smaller, String larger, String what) {
    MixedFit<Night> fit = fit(larger, nights());

    assertThatThrownBy(() -> fit(smaller, nights()).anova(fit))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Neither model holds the other")
        .hasMessageContaining(what)
        .hasMessageContaining("aic()");
  }

  /** Its sum and its sum of squares are the same, to the last bit but for their order. */
  @Test
  void aResponseInAnotherOrderIsNoticed() {
    List<Night> nights = nights();
    List<Night> shuffled = new ArrayList<>();
    for (int i = 0; i < nights.size(); i++) {
      shuffled.add(nights.get(i).with(nights.get((i + 37) % nights.size()).reaction()));
    }

    assertThatThrownBy(() -> fit("linear", nights).anova(fit("curved", shuffled)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("in another order");
  }

  @Test
  void aCovariateInAnotherOrderIsNoticed() {
    List<Night> nights = nights();
    List<Night> shuffled = new ArrayList<>();
    for (int i = 0; i < nights.size(); i++) {
      shuffled.add(nights.get(i).onDay(nights.get((i + 37) % nights.size())));
    }

    assertThatThrownBy(() -> fit("linear", nights).anova(fit("parts", shuffled)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("different rows");
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<Night> nights = nights();
    List<Night> turned = new ArrayList<>(nights.subList(37, nights.size()));
    turned.addAll(nights.subList(0, 37));

    double chiSquare = fit("linear", nights).anova(fit("curved", turned)).chiSquare();

    assertThat(chiSquare)
        .isCloseTo(fit("linear", nights).anova(fit("curved", nights)).chiSquare(), within(1e-6));
  }

  /** A century later in days, and a response far from zero. */
  @Test
  void columnsFarFromZeroAreStillTheSame() {
    List<Night> nights =
        nights().stream()
            .map(
                n ->
                    new Night(
                        1e5 + n.reaction(),
                        36525 + n.days(),
                        n.day(),
                        2000 + n.age(),
                        n.weight(),
                        2000 + n.total(),
                        n.shift(),
                        n.subject(),
                        n.code(),
                        n.half()))
            .toList();

    assertThat(fit("linear", nights).anova(fit("curved", nights)).df()).isEqualTo(1);
    assertThat(fit("linear", nights).anova(fit("daily", nights)).df()).isEqualTo(8);
    assertThat(fit("sum", nights).anova(fit("parts", nights)).df()).isEqualTo(1);
    assertThatThrownBy(() -> fit("aged", nights).anova(fit("weighed", nights)))
        .hasMessageContaining("'age'");
  }

  @MixedModel(name = "Straight", value = "angle ~ recipe * temp + (1 | recipe:replicate)")
  @MixedModel(
      name = "Free",
      value = "angle ~ recipe * factor(temperature) + (1 | recipe:replicate)")
  record Baked(double angle, String recipe, double temp, int temperature, int replicate) {

    static Baked of(Line line) {
      return new Baked(
          line.number("angle"),
          line.text("recipe"),
          line.number("temp"),
          line.integer("temperature"),
          line.integer("replicate"));
    }
  }

  /** Compared with lme4's answer, criterion ML. */
  @Test
  void interactionsWithANumberAreNestedInThoseWithItsFactor() {
    List<Baked> cakes = Line.read(OracleFolder.dataFile("cake.csv"), Baked::of);

    LikelihoodRatioTest test =
        NestedComparisonsTest_StraightModel.fit(cakes)
            .anova(NestedComparisonsTest_FreeModel.fit(cakes));

    assertThat(test.chiSquare()).isCloseTo(17.0213913767, within(1e-6));
    assertThat(test.df()).isEqualTo(12);
    assertThat(test.pValue()).isCloseTo(0.14879, within(1e-5));
  }

  private static List<Night> nights() {
    return Line.read(OracleFolder.dataFile("sleepstudy.csv"), Night::of);
  }

  private static MixedFit<Night> fit(String name, List<Night> nights) {
    return MODELS.get(name).fit(nights);
  }
}
