package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.blup.model.MixedFit;

/** What a change of the data that changes nothing must leave as it was. */
class InvariancesTest {

  @MixedModel("y ~ x + kind + (x | subject) + (1 | item)")
  record Trial(double y, double x, String kind, String subject, int item) {

    Trial withY(double changed) {
      return new Trial(changed, x, kind, subject, item);
    }

    Trial withX(double changed) {
      return new Trial(y, changed, kind, subject, item);
    }
  }

  @Property(seed = "4", tries = 25)
  void theOrderOfRowsDoesNotMatter(@ForAll long seed) {
    List<Trial> rows = trials(seed);
    List<Trial> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed + 1));

    checkSame(fit(shuffled), fit(rows), rows);
  }

  @Property(seed = "5", tries = 25)
  void theNamesOfLevelsDoNotMatter(@ForAll long seed) {
    List<Trial> rows = trials(seed);
    UnaryOperator<Trial> renamed =
        row ->
            new Trial(
                row.y(),
                row.x(),
                row.kind(),
                new StringBuilder(row.subject()).reverse().toString(),
                1000 - 7 * row.item());

    var before = fit(rows);
    var after = fit(rows.stream().map(renamed).toList());

    checkSameVariances(after, before);
    for (Trial row : rows) {
      assertThat(after.predict(renamed.apply(row)))
          .isCloseTo(before.predict(row), within(1e-5 * before.sigma()));
    }
  }

  @Property(seed = "6", tries = 25)
  void anotherUnitOfTheResponseScalesTheFit(
      @ForAll long seed,
      @ForAll @DoubleRange(min = -1000, max = 1000) double shift,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double unit) {
    List<Trial> rows = trials(seed);
    var before = fit(rows);
    var after = fit(rows.stream().map(row -> row.withY(shift + unit * row.y())).toList());

    int residualDf = rows.size() - before.coefficients().size();
    assertThat(after.criterion())
        .isCloseTo(before.criterion() + 2 * residualDf * Math.log(unit), within(1e-6));
    assertThat(after.sigma()).isCloseTo(unit * before.sigma(), within(1e-6 * unit));
    assertThat(after.theta()).containsExactly(before.theta(), within(1e-4));
    for (Trial row : rows) {
      assertThat(after.predict(row))
          .isCloseTo(shift + unit * before.predict(row), within(1e-5 * after.sigma()));
    }
  }

  @Property(seed = "7", tries = 25)
  void anotherUnitAndOriginOfACovariateChangesNoPrediction(
      @ForAll long seed,
      @ForAll @DoubleRange(min = -100, max = 100) double shift,
      @ForAll @DoubleRange(min = 0.01, max = 100) double unit) {
    List<Trial> rows = trials(seed);
    UnaryOperator<Trial> changed = row -> row.withX(shift + unit * row.x());
    var before = fit(rows);
    var after = fit(rows.stream().map(changed).toList());

    assertThat(after.criterion()).isCloseTo(before.criterion() + 2 * Math.log(unit), within(1e-6));
    assertThat(after.sigma()).isCloseTo(before.sigma(), within(1e-6 * before.sigma()));
    assertThat(after.fixed().x().estimate() * unit)
        .isCloseTo(before.fixed().x().estimate(), within(1e-5));
    for (Trial row : rows) {
      assertThat(after.predict(changed.apply(row)))
          .isCloseTo(before.predict(row), within(1e-5 * before.sigma()));
    }
  }

  @Property(seed = "11", tries = 100)
  void aCovariateMayBeAYearADateOrATimestamp(
      @ForAll @IntRange(min = 0, max = 99) int seed,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double ranges,
      @ForAll @IntRange(min = -12, max = 12) int power) {
    double unit = Math.pow(10, power);
    double shift = ranges * unit;
    List<Trial> rows = trials(seed);
    UnaryOperator<Trial> changed = row -> row.withX(shift + unit * row.x());
    // A shifted x loses digits before Blup sees it: both fits get what is left.
    UnaryOperator<Trial> rounded = row -> row.withX((changed.apply(row).x() - shift) / unit);
    List<Trial> near = rows.stream().map(rounded).toList();
    var before = fit(near);
    var after = fit(rows.stream().map(changed).toList());

    assertThat(after.criterion()).isCloseTo(before.criterion() + 2 * Math.log(unit), within(1e-6));
    assertThat(after.sigma()).isCloseTo(before.sigma(), within(1e-6 * before.sigma()));
    assertThat(after.evaluations()).isLessThan(60);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(after.predict(changed.apply(rows.get(i))))
          .isCloseTo(before.predict(near.get(i)), within(1e-5 * before.sigma()));
    }
  }

  @Property(seed = "8", tries = 25)
  void crossProductsMaySplitAndMergeAnywhere(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int parts) {
    List<Trial> rows = trials(seed);
    Random random = new Random(seed + 2);
    List<CrossProducts<Trial>> pieces = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      pieces.add(InvariancesTest_TrialModel.crossProducts());
    }
    rows.forEach(row -> pieces.get(random.nextInt(parts)).add(row));
    CrossProducts<Trial> whole = InvariancesTest_TrialModel.crossProducts();
    Collections.shuffle(pieces, random);
    pieces.forEach(whole::merge);

    assertThat(whole.rows()).isEqualTo(rows.size());
    checkSame(InvariancesTest_TrialModel.fit(whole), fit(rows), rows);
  }

  @Property(seed = "9", tries = 10)
  void aListAStreamAndACollectorGiveTheSameBits(@ForAll long seed) {
    List<Trial> rows = trials(seed);
    var fit = fit(rows);

    assertThat(InvariancesTest_TrialModel.fit(rows.stream()).toString()).isEqualTo(fit.toString());
    assertThat(InvariancesTest_TrialModel.fit(rows.stream()).theta()).isEqualTo(fit.theta());
    assertThat(rows.stream().collect(InvariancesTest_TrialModel.toFit()).theta())
        .isEqualTo(fit.theta());
  }

  @Property(seed = "10", tries = 10)
  void rowsCanBeAddedAfterAFit(@ForAll long seed) {
    List<Trial> rows = trials(seed);
    CrossProducts<Trial> growing = InvariancesTest_TrialModel.crossProducts();
    rows.subList(0, rows.size() / 2).forEach(growing::add);
    var half = InvariancesTest_TrialModel.fit(growing);
    double criterion = half.criterion();
    rows.subList(rows.size() / 2, rows.size()).forEach(growing::add);

    checkSame(InvariancesTest_TrialModel.fit(growing), fit(rows), rows);
    assertThat(half.criterion()).isEqualTo(criterion);
    assertThat(half.rows()).isEqualTo(rows.size() / 2);
  }

  private static InvariancesTest_TrialModel.Fit fit(List<Trial> rows) {
    return InvariancesTest_TrialModel.fit(rows);
  }

  private static void checkSame(MixedFit<Trial> fit, MixedFit<Trial> expected, List<Trial> rows) {
    checkSameVariances(fit, expected);
    for (Trial row : rows) {
      assertThat(fit.predict(row))
          .isCloseTo(expected.predict(row), within(1e-5 * expected.sigma()));
    }
  }

  private static void checkSameVariances(MixedFit<Trial> fit, MixedFit<Trial> expected) {
    assertThat(fit.criterion()).isCloseTo(expected.criterion(), within(1e-6));
    assertThat(fit.sigma()).isCloseTo(expected.sigma(), within(1e-6 * expected.sigma()));
    assertThat(fit.theta()).containsExactly(expected.theta(), within(1e-4));
    for (int i = 0; i < expected.coefficients().size(); i++) {
      assertThat(fit.coefficients().get(i).estimate())
          .isCloseTo(expected.coefficients().get(i).estimate(), within(1e-5));
    }
  }

  /** Unbalanced trials: subjects that cross with items, each with a slope of its own. */
  private static List<Trial> trials(long seed) {
    Random random = new Random(seed);
    int items = 6;
    double[] item = random.doubles(items, -1, 1).toArray();
    List<Trial> rows = new ArrayList<>();
    for (int subject = 0; subject < 12; subject++) {
      double level = 1.5 * random.nextGaussian();
      double slope = 2 + random.nextGaussian();
      int trials = 10 + random.nextInt(10);
      for (int t = 0; t < trials; t++) {
        int i = random.nextInt(items);
        double x = 4 * random.nextDouble();
        String kind = random.nextBoolean() ? "easy" : "hard";
        double y = 10 + level + slope * x + item[i] + random.nextGaussian();
        rows.add(new Trial(y, x, kind, "s" + (subject * 37 % 100), i));
      }
    }
    return rows;
  }
}
