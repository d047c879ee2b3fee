package org.blup.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.moments.LevelSplit;
import org.blup.internal.design.pass.DesignRow;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nested levels that stay where they are give the fit of all sums in one place. */
class NestedSumsTest {

  private static final EffectTerm ONE = EffectTerm.intercept();
  private static final EffectTerm X = EffectTerm.of("x");
  private static final EffectTerm Z = EffectTerm.of("z");

  enum Case {
    INTERCEPTS(RandomTerm.by("school").of(ONE), RandomTerm.by("school", "class").of(ONE)),
    INNER_FIRST(RandomTerm.by("school", "class").of(ONE), RandomTerm.by("school").of(ONE, X)),
    SLOPES(RandomTerm.by("school").of(ONE, X), RandomTerm.by("school", "class").of(ONE, X)),
    UNCORRELATED(
        RandomTerm.by("school").of(ONE, Z).uncorrelated(),
        RandomTerm.by("school", "class").of(ONE, X).uncorrelated()),
    TERMS(
        RandomTerm.by("school").of(ONE),
        RandomTerm.by("school", "class").of(ONE),
        RandomTerm.by("school").of(X)),
    THREE(
        RandomTerm.by("school").of(ONE),
        RandomTerm.by("school", "class").of(ONE, Z),
        RandomTerm.by("school", "class", "seat").of(ONE)),
    CROSSED_WITHIN(
        RandomTerm.by("school").of(ONE),
        RandomTerm.by("school", "class").of(ONE),
        RandomTerm.by("school", "seat").of(ONE, Z)),
    INNER_WITH_EFFECTS(RandomTerm.by("school").of(ONE, X), RandomTerm.by("school", "f").of(ONE, Z)),
    WITHOUT_THE_OUTER(
        RandomTerm.by("school", "class").of(ONE), RandomTerm.by("school", "seat").of(ONE));

    private final List<RandomTerm> random;

    Case(RandomTerm... random) {
      this.random = List.of(random);
    }

    ModelStructure structure() {
      StructureBuilder builder =
          SameSolution.structure(name(), "school", "class", "seat", "f")
              .fixed(ONE)
              .fixed(X)
              .fixed(EffectTerm.of("f"));
      random.forEach(builder::random);
      return builder.build();
    }
  }

  /** Few schools have most rows; names of classes come again in other schools. */
  private static List<TestRow> rows(long seed, int count, int schools) {
    Random random = new Random(seed);
    Map<String, double[]> effects = new HashMap<>();
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int s = (int) (schools * Math.pow(random.nextDouble(), 2));
      String school = "s" + s;
      String room = "c" + random.nextInt(1 + s % 5);
      String seat = "p" + random.nextInt(4);
      int f = random.nextInt(3);
      double x = 2000 + 10 * random.nextDouble();
      double z = random.nextGaussian();
      double y = 100 + 0.4 * (x - 2000) + z + (f == 1 ? 1 : 0);
      y += Math.sin(13 * s + 78 * f) + 0.5 * z * Math.cos(17 * s + 5 * f);
      for (String level : List.of(school, school + room, school + seat, school + room + seat)) {
        double[] own =
            effects.computeIfAbsent(level, absent -> random.doubles(3, -1.5, 1.5).toArray());
        y += own[0] + 0.2 * own[1] * (x - 2005) + 0.5 * own[2] * z;
      }
      double weight = 0.5 + random.nextInt(3);
      double offset = random.nextInt(2);
      y += offset + random.nextGaussian() / Math.sqrt(weight);
      rows.add(
          new TestRow(
              y, weight, offset, new double[] {x, z}, new String[] {school, room, seat, "f" + f}));
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void theFitIsThatOfAllSumsInOnePlace(Case model) {
    List<TestRow> rows = rows(model.ordinal(), 3000, 60);
    ModelStructure structure = model.structure();
    ObservedDesign all = DesignAssembly.observe(TestRow.sum(structure, rows), false);
    for (int parts : new int[] {1, 7, 50}) {
      ScatteredLevels<TestRow> levels =
          ScatteredLevels.of(structure, SameSolution.partitions(rows, parts), parts);
      for (int g = 0; g < all.groups(); g++) {
        assertThat(levels.count(g)).isEqualTo(all.group(g).size());
      }
      SameSolution.assertSameToTheGain(levels.sums().design(false), all);
    }
  }

  /**
   * At whatever templates: the criterion to the rounding that it says of itself, G and average
   * information to that of sums over so many rows.
   */
  @Property(tries = 40)
  void criterionAndDerivativesAreThoseOfTheSparseFactorisation(
      @ForAll Case model, @ForAll long seed, @ForAll boolean reml) {
    Random random = new Random(seed);
    List<TestRow> rows = rows(seed, 300 + random.nextInt(500), 8 + random.nextInt(20));
    ModelStructure structure = model.structure();
    NormalEquations all = DesignAssembly.observe(TestRow.sum(structure, rows), false).equations();
    int parts = 1 + random.nextInt(6);
    ScatteredLevels<TestRow> levels =
        ScatteredLevels.of(structure, SameSolution.partitions(rows, parts), parts);
    MixedModelEquations expected = new MixedModelEquations(EquationSetup.of(all), reml);
    MixedModelEquations distant =
        new MixedModelEquations(EquationSetup.of(levels.sums().design(false).equations()), reml);
    double[] elements = random.doubles(expected.templates.elements(), -1.5, 1.5).toArray();
    double[][] lambda = expected.templates.newFactors();
    expected.templates.expand(elements, lambda);

    double criterion = expected.criterion(lambda);
    assertThat(distant.criterion(lambda))
        .isCloseTo(criterion, within(expected.rounding(criterion)));
    assertThat(expected.rounding(criterion)).isLessThan(1e-12 * Math.abs(criterion));
    double[][] gradient = expected.templates.newFactors();
    double[][] ofParts = expected.templates.newFactors();
    int n = elements.length;
    double[] information = new double[n * n];
    double[] informationOfParts = new double[n * n];
    expected.differentiate(gradient, information);
    distant.differentiate(ofParts, informationOfParts);
    for (int g = 0; g < gradient.length; g++) {
      int k = expected.templates.groupSize(g);
      for (int i = 0; i < k * k; i++) {
        double scale = rows.size() * expected.templates.scale(g, i % k);
        assertThat(ofParts[g][i]).isCloseTo(gradient[g][i], within(1e-12 * scale));
      }
    }
    for (int i = 0; i < n * n; i++) {
      double scale = Math.sqrt(information[i / n * (n + 1)] * information[i % n * (n + 1)]);
      assertThat(informationOfParts[i]).isCloseTo(information[i], within(1e-10 * scale));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOPES", "INNER_FIRST", "THREE"})
  void modesAndTheirDeviationsAreThoseOfAllSumsInOnePlace(Case model) {
    List<TestRow> rows = rows(9, 2000, 40);
    ModelStructure structure = model.structure();
    SameSolution.assertSameModes(structure, rows, 5, 6);
  }

  enum Half {
    FIRST,
    SECOND
  }

  private record Visit(double y, String ward, Half half, boolean isNight) {

    static void read(Visit row, DesignRow out) {
      out.response(row.y);
      out.level(0, row.ward);
      out.level(1, row.half);
      out.level(2, row.isNight);
    }
  }

  /** Their types say what levels there are, not which of them have rows. */
  @Test
  void constantsOfEnumsAndBooleansAreLevels() {
    ModelStructure structure =
        ModelStructure.of("Visits", "y ~ half + (1 | ward/half/night)")
            .response("y")
            .factor("ward", Levels.strings())
            .factor("half", Levels.of(Half.values()))
            .factor("night", Levels.booleans())
            .fixed(ONE)
            .fixed(EffectTerm.of("half"))
            .random(RandomTerm.by("ward").of(ONE))
            .random(RandomTerm.by("ward", "half").of(ONE))
            .random(RandomTerm.by("ward", "half", "night").of(ONE))
            .build();
    Random random = new Random(14);
    List<Visit> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int ward = random.nextInt(40);
      Half half = ward % 4 == 0 ? Half.SECOND : Half.values()[random.nextInt(2)];
      boolean isNight = ward % 3 == 0 || random.nextBoolean();
      double y =
          Math.sin(13 * ward)
              + Math.sin(78 * ward + half.ordinal())
              + Math.cos(17 * ward + 5 * half.ordinal() + (isNight ? 31 : 0))
              + random.nextGaussian();
      rows.add(new Visit(y, "w" + ward, half, isNight));
    }
    RowAccumulator<Visit> sums = new RowAccumulator<>(structure, Visit::read);
    rows.forEach(sums::add);
    ObservedDesign all = DesignAssembly.observe(sums, false);
    ScatteredLevels<Visit> levels =
        new ScatteredLevels<>(structure, Visit::read, SameSolution.partitions(rows, 5), 7);

    SameSolution.assertSameToTheGain(levels.sums().design(false), all);
  }

  @Test
  void factorsThatNothingSaysAreNestedAreRefused() {
    ModelStructure structure =
        ModelStructure.of("Crossed", "y ~ 1 + (1 | school) + (1 | class)")
            .response("y")
            .factor("school", Levels.strings())
            .factor("class", Levels.strings())
            .fixed(ONE)
            .random(RandomTerm.by("school").of(ONE))
            .random(RandomTerm.by("class").of(ONE))
            .build();
    assertThat(LevelSplit.obstacle(structure).orElseThrow())
        .contains("school, class, and no factor is part of all")
        .contains("(1 | school/class)");
  }
}
