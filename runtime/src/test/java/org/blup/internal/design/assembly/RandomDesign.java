package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;

/** A model that a seed makes up, with rows: any terms, codings, weights, offset, level orders. */
record RandomDesign(ModelStructure structure, List<TestRow> rows) {

  private static final List<Contrast> CONTRASTS =
      List.of(
          Contrast.treatment(),
          Contrast.treatment("b"),
          Contrast.sum(),
          Contrast.helmert(),
          Contrast.polynomial());

  static RandomDesign of(long seed) {
    Random random = new Random(seed);
    int numbers = random.nextInt(4);
    int factors = 1 + random.nextInt(4);
    StructureBuilder builder = ModelStructure.of("Made", "seed " + seed).response("y");
    boolean weighted = random.nextBoolean();
    if (weighted) {
      builder.weight("w");
    }
    boolean offset = random.nextBoolean();
    if (offset) {
      builder.offset("o");
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      builder.number("x" + i);
      variables.add("x" + i);
    }
    for (int f = 0; f < factors; f++) {
      Contrast contrast = CONTRASTS.get(random.nextInt(CONTRASTS.size()));
      builder.factor("f" + f, Levels.strings().coded(contrast));
      variables.add("f" + f);
    }
    effects(random, variables, 1 + random.nextInt(5)).forEach(builder::fixed);
    int terms = random.nextInt(3);
    for (int t = 0; t < terms; t++) {
      Set<String> group = new TreeSet<>();
      for (int i = 0; i <= random.nextInt(2); i++) {
        group.add("f" + random.nextInt(factors));
      }
      RandomTerm term =
          RandomTerm.by(group.toArray(String[]::new))
              .of(effects(random, variables, 1 + random.nextInt(2)).toArray(EffectTerm[]::new));
      builder.random(random.nextBoolean() ? term : term.uncorrelated());
    }
    return new RandomDesign(builder.build(), rows(random, numbers, factors, weighted, offset));
  }

  private static Set<EffectTerm> effects(Random random, List<String> variables, int count) {
    Set<EffectTerm> terms = new LinkedHashSet<>();
    if (random.nextInt(4) > 0) {
      terms.add(EffectTerm.intercept());
    }
    for (int i = 0; i < count; i++) {
      Set<String> chosen = new LinkedHashSet<>();
      for (int v = 0; v <= random.nextInt(3); v++) {
        chosen.add(variables.get(random.nextInt(variables.size())));
      }
      EffectTerm term = EffectTerm.of(chosen.toArray(String[]::new));
      for (String variable : chosen) {
        if (variable.startsWith("f") && random.nextInt(3) == 0) {
          term = term.full(variable);
        }
      }
      terms.add(term);
    }
    return terms;
  }

  private static List<TestRow> rows(
      Random random, int numbers, int factors, boolean weighted, boolean offset) {
    double[] origins = random.doubles(numbers, -10, 10).toArray();
    double responseOrigin = random.nextInt(1000);
    List<TestRow> rows = new ArrayList<>();
    int count = 100 + random.nextInt(500);
    for (int r = 0; r < count; r++) {
      double[] values = new double[numbers];
      for (int i = 0; i < numbers; i++) {
        values[i] = origins[i] + random.nextGaussian();
      }
      String[] levels = new String[factors];
      for (int f = 0; f < factors; f++) {
        levels[f] = String.valueOf((char) ('a' + (r < 2 ? r : random.nextInt(2 + f))));
      }
      double y = responseOrigin + random.nextGaussian();
      double weight = weighted ? 0.5 + random.nextDouble() : 1;
      rows.add(new TestRow(y, weight, offset ? random.nextGaussian() : 0, values, levels));
    }
    return rows;
  }
}
