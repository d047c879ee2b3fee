package org.blup.internal.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fit whose levels stay where they are is that of all sums in one place. */
class DistantSumsTest {

  private static final double TOLERANCE = SameSolution.TOLERANCE;

  enum Case {
    INTERCEPTS(List.of(RandomTerm.by("g").of(EffectTerm.intercept()))),
    SLOPES(List.of(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")))),
    UNCORRELATED(
        List.of(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")).uncorrelated())),
    TERMS(
        List.of(
            RandomTerm.by("g").of(EffectTerm.intercept()),
            RandomTerm.by("g").of(EffectTerm.of("x"), EffectTerm.of("z")))),
    FACTOR(List.of(RandomTerm.by("g").of(EffectTerm.of("f").full("f")))),
    COMBINED(List.of(RandomTerm.by("g", "h").of(EffectTerm.intercept(), EffectTerm.of("z"))));

    private final List<RandomTerm> random;

    Case(List<RandomTerm> random) {
      this.random = random;
    }

    ModelStructure structure() {
      StructureBuilder builder =
          SameSolution.structure(name(), "g", "h", "f")
              .basis("poly(z, 2)", Basis.polynomial("z", 2))
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("x"))
              .fixed(EffectTerm.of("f"))
              .fixed(EffectTerm.of("f", "x"))
              .fixed(EffectTerm.of("poly(z, 2)"));
      random.forEach(builder::random);
      return builder.build();
    }
  }

  /** Few levels have most rows; the numbers stand far from zero. */
  private static List<TestRow> rows(long seed, int count, int levels) {
    Random random = new Random(seed);
    double[][] effects = new double[levels][3];
    for (double[] own : effects) {
      for (int e = 0; e < 3; e++) {
        own[e] = random.nextGaussian();
      }
    }
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int g = (int) (levels * Math.pow(random.nextDouble(), 3));
      double x = 2000 + 10 * random.nextDouble();
      double z = random.nextGaussian();
      int f = random.nextInt(3);
      double mean = 100 + 0.4 * (x - 2000) + z + (f == 1 ? 1 : 0) + effects[g][0];
      mean += 0.2 * effects[g][1] * (x - 2005) + 0.5 * effects[g][2] * z;
      double weight = 0.5 + random.nextInt(3);
      double offset = random.nextInt(2);
      double y = mean + offset + random.nextGaussian() / Math.sqrt(weight);
      rows.add(
          new TestRow(
              y,
              weight,
              offset,
              new double[] {x, z},
              new String[] {"g" + g, "h" + g % 3, "f" + f}));
    }
    return rows;
  }

  @Test
  void theLevelThatStandsForAllIsNotNamed() {
    List<List<TestRow>> partitions = SameSolution.partitions(rows(1, 50, 1), 1);
    assertThatThrownBy(() -> ScatteredLevels.of(Case.values()[0].structure(), partitions, 1))
        .hasMessageContaining(" has only 1 level. ");
  }

  @ParameterizedTest
  @EnumSource
  void theFitIsThatOfAllSumsInOnePlace(Case model) {
    List<TestRow> rows = rows(model.ordinal(), 3000, 120);
    ModelStructure structure = model.structure();
    ObservedDesign all = DesignAssembly.observe(TestRow.sum(structure, rows), false);
    for (int parts : new int[] {1, 7, 50}) {
      ScatteredLevels<TestRow> levels =
          ScatteredLevels.of(structure, SameSolution.partitions(rows, parts), parts);
      ObservedDesign design = levels.sums().design(false);
      SameSolution.assertSame(design, all);
    }
  }

  @Test
  void modesAndTheirDeviationsAreThoseOfAllSumsInOnePlace() {
    SameSolution.assertSameModes(Case.SLOPES.structure(), rows(9, 2000, 80), 5, 6);
  }
}
