package org.blup.internal.inference.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;

/** Nesting of fixed effects, decided by what two fits' cross-products have in common. */
class CommonRowsTest {

  private static final List<Set<String>> LARGEST =
      List.of(
          Set.of("a", "day"),
          Set.of("b", "day"),
          Set.of("a", "b"),
          Set.of("a", "b", "day"),
          Set.of("a", "z"),
          Set.of("day", "z"),
          Set.of("a", "day", "z"));

  private record Row(double y, double time, double z, int a, int b, int day, int g, double w) {}

  /** Rows of a random design, and models of it: with their margins, in the order of degrees. */
  private static final class Made {
    final Random random;
    final List<Row> rows = new ArrayList<>();
    final List<EffectTerm> large;
    final List<EffectTerm> small;

    Made(int seed) {
      random = new Random(seed);
      makeRows();
      Set<Set<String>> terms = new LinkedHashSet<>(List.of(Set.of()));
      for (int i = 0; i <= seed % 2; i++) {
        addWithMargins(LARGEST.get(random.nextInt(LARGEST.size())), terms, "day");
      }
      Set<Set<String>> fewer = new LinkedHashSet<>(List.of(Set.of()));
      String day = random.nextInt(4) > 0 ? "time" : "day";
      for (Set<String> term : terms) {
        if (random.nextInt(3) > 0) {
          addWithMargins(term, fewer, day);
        }
      }
      large = byDegree(terms);
      small = byDegree(fewer);
    }

    private void makeRows() {
      int days = 3 + random.nextInt(6);
      boolean balanced = random.nextBoolean();
      double origin = random.nextBoolean() ? 0 : 2000;
      double unit = Math.pow(10, random.nextInt(5) - 2);
      double decades = random.nextInt(4) == 0 ? 4 : 0;
      int count = balanced ? 18 * days : 60 + random.nextInt(200);
      for (int i = 0; i < count; i++) {
        int a = balanced ? i % 3 : random.nextInt(3);
        int b = balanced ? i / 3 % 2 : random.nextInt(2);
        int day = balanced ? i / 6 % days : random.nextInt(days);
        double z = 5000 + 100 * random.nextGaussian();
        double y = unit * (1 + a * day + random.nextGaussian());
        double weight = Math.pow(10, decades * random.nextDouble());
        rows.add(new Row(y, origin + 10 * day, z, a, b, day, i % 9, weight));
      }
    }

    private static void addWithMargins(Set<String> term, Set<Set<String>> to, String day) {
      List<String> variables = term.stream().sorted().toList();
      for (int chosen = 1; chosen < 1 << variables.size(); chosen++) {
        Set<String> margin = new TreeSet<>();
        for (int i = 0; i < variables.size(); i++) {
          if ((chosen >> i & 1) == 1) {
            margin.add(variables.get(i).equals("day") ? day : variables.get(i));
          }
        }
        to.add(margin);
      }
    }

    private static List<EffectTerm> byDegree(Set<Set<String>> terms) {
      return terms.stream()
          .sorted(Comparator.comparingInt(Set::size))
          .map(term -> EffectTerm.of(term.toArray(String[]::new)))
          .toList();
    }

    ObservedDesign observed(List<EffectTerm> terms) {
      StructureBuilder builder =
          ModelStructure.of("Made", "y ~ …").response("y").number("time").number("z").weight("w");
      for (String factor : List.of("a", "b", "day", "g")) {
        builder.factor(factor, Levels.integers());
      }
      for (EffectTerm term : terms) {
        builder.fixed(term.variables().isEmpty() ? EffectTerm.intercept() : term);
      }
      builder.random(RandomTerm.by("g").of(EffectTerm.intercept()));
      RowAccumulator<Row> sums =
          new RowAccumulator<>(
              builder.build(),
              (row, out) -> {
                out.response(row.y());
                out.number(0, row.time());
                out.number(1, row.z());
                out.weight(row.w());
                long[] levels = {row.a(), row.b(), row.day(), row.g()};
                for (int f = 0; f < levels.length; f++) {
                  out.level(f, levels[f]);
                }
              });
      rows.forEach(sums::add);
      return DesignAssembly.observe(sums, false);
    }

    OptionalInt outside(List<EffectTerm> smaller) {
      CommonRows common = new CommonRows(observed(smaller), observed(large), true);
      assertThat(common.agree()).isTrue();
      return common.outsideOther();
    }
  }

  @Test
  void aModelOfFewerTermsOrOfANumberForItsFactorIsNested() {
    for (int seed = 0; seed < 150; seed++) {
      Made made = new Made(seed);
      assertThat(made.outside(made.small))
          .as("seed %d, %s in %s", seed, made.small, made.large)
          .isEmpty();
    }
  }

  @Test
  void aNumberThatTheOtherLacksIsFound() {
    EffectTerm intercept = EffectTerm.of();
    for (int seed = 0; seed < 20; seed++) {
      Made made = new Made(seed);
      ObservedDesign small = made.observed(Arrays.asList(intercept, EffectTerm.of("z")));
      ObservedDesign large = made.observed(Arrays.asList(intercept, EffectTerm.of("time")));
      assertThat(new CommonRows(small, large, true).outsideOther()).hasValue(1);
    }
  }
}
