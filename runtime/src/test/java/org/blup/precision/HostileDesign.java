package org.blup.precision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;

/**
 * A small model by seed: few rows, crossed or nested groups, a factor with rare levels, random
 * slopes of numbers and of the factor, nearly collinear columns. Hostile ones have weights over
 * decades and columns far from zero or in any unit, too.
 */
final class HostileDesign {

  /** A random term: which group, and its effects' columns with their names. */
  private record Term(String[] group, boolean correlated, String... effects) {}

  private final Random random;
  private final boolean hostile;
  final int n;
  final double[] y;
  final double[] weights;
  final boolean reml;
  private final double[][] numbers;
  private final int[][] factors;
  private final List<String[]> fixed = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private int[] order;

  private HostileDesign(long seed, boolean hostile) {
    this.hostile = hostile;
    random = new Random(seed);
    n = 8 + random.nextInt(hostile ? 40 : 80);
    reml = random.nextInt(3) > 0;
    weights = new double[n];
    int decades = hostile ? random.nextInt(7) : 0;
    Arrays.setAll(weights, i -> Math.pow(10, decades * (random.nextDouble() - 0.5)));
    factors = new int[][] {rare(2 + random.nextInt(3)), groups(), groups()};
    if (random.nextInt(4) == 0) {
      int count = 2 + random.nextInt(3);
      Arrays.setAll(factors[2], i -> factors[1][i] / count);
    }
    if (random.nextInt(8) == 0) {
      Arrays.setAll(factors[0], i -> factors[1][i] % 3);
    }
    numbers = new double[3][];
    for (int c = 0; c < 3; c++) {
      numbers[c] = number(c);
    }
    y = new double[n];
    choose();
    respond();
    order = IntStream.range(0, n).toArray();
  }

  /** Unweighted, numbers of order one. */
  static HostileDesign ordinary(long seed) {
    return new HostileDesign(seed, false);
  }

  static HostileDesign of(long seed) {
    return new HostileDesign(seed, true);
  }

  /** The same rows in another order. */
  void shuffle(long seed) {
    Random other = new Random(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = other.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  private int[] rare(int levels) {
    int[] level = new int[n];
    Arrays.setAll(level, i -> random.nextInt(3) > 0 ? 0 : random.nextInt(levels));
    return level;
  }

  private int[] groups() {
    int count = 2 + random.nextInt(Math.max(1, n / (2 + random.nextInt(4))));
    boolean uneven = random.nextBoolean();
    int[] level = new int[n];
    Arrays.setAll(
        level,
        i ->
            uneven && random.nextInt(2) == 0
                ? 0
                : i < count ? i : (int) (count * random.nextDouble()));
    return level;
  }

  private double[] number(int c) {
    int kind = random.nextInt(5);
    double[] column = new double[n];
    double[] byGroup = random.doubles(n, -2, 2).toArray();
    for (int i = 0; i < n; i++) {
      column[i] =
          switch (kind) {
            case 0 -> random.nextInt(4);
            case 1 -> byGroup[factors[1][i]];
            case 2 ->
                c > 0 ? numbers[c - 1][i] + 1e-3 * random.nextGaussian() : random.nextDouble();
            default -> random.nextGaussian();
          };
    }
    if (hostile) {
      double shift = random.nextInt(3) == 0 ? Math.pow(10, 6 * random.nextDouble()) : 0;
      double unit = random.nextInt(3) == 0 ? Math.pow(10, 12 * random.nextDouble() - 6) : 1;
      Arrays.setAll(column, i -> unit * (column[i] + shift));
    }
    return column;
  }

  private void choose() {
    fixed.add(new String[0]);
    for (int c = 0; c < 3; c++) {
      if (random.nextInt(2) == 0) {
        fixed.add(new String[] {"x" + c});
      }
    }
    if (random.nextInt(2) == 0) {
      fixed.add(new String[] {"f"});
      if (fixed.get(1)[0].startsWith("x") && random.nextInt(2) == 0) {
        fixed.add(new String[] {fixed.get(1)[0], "f"});
      }
    }
    int count = 1 + random.nextInt(2);
    for (int t = 0; t < count; t++) {
      String[] group = {t == 0 ? "g" : "h"};
      if (random.nextInt(5) == 0) {
        group = new String[] {group[0], "f"};
      }
      List<String> effects = new ArrayList<>(List.of("1"));
      for (String effect : new String[] {"x0", "x1", "f"}) {
        if (random.nextInt(3) == 0 && !(effect.equals("f") && group.length > 1)) {
          effects.add(effect);
        }
      }
      boolean correlated = effects.contains("f") || random.nextInt(3) > 0;
      terms.add(new Term(group, correlated, effects.toArray(String[]::new)));
    }
  }

  private void respond() {
    double residual = Math.pow(10, random.nextInt(4) == 0 ? -3 * random.nextDouble() : 0);
    Arrays.setAll(y, i -> residual * random.nextGaussian() / Math.sqrt(weights[i]));
    for (String[] columns : fixed) {
      double slope = 3 * random.nextGaussian();
      for (double[] column : columns(columns)) {
        add(column, slope / rootMeanSquare(column), new int[n], new double[] {1});
      }
    }
    for (Term term : terms) {
      int[] level = levels(term.group());
      int levels = Arrays.stream(level).max().orElse(0) + 1;
      double size = random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextGaussian());
      double[] shared = random.doubles(levels, -2, 2).toArray();
      for (String effect : term.effects()) {
        boolean singular = random.nextInt(3) == 0;
        double[] own = singular ? shared : random.doubles(levels, -2, 2).toArray();
        for (double[] column : effect(effect)) {
          add(column, size / rootMeanSquare(column), level, own);
        }
      }
    }
  }

  private void add(double[] column, double factor, int[] level, double[] effects) {
    for (int i = 0; i < n; i++) {
      y[i] += factor * column[i] * effects[level[i]];
    }
  }

  private static double rootMeanSquare(double[] column) {
    double squares = Arrays.stream(column).map(v -> v * v).sum();
    return squares == 0 ? 1 : Math.sqrt(squares / column.length);
  }

  /** Levels of the combinations that occur, numbered. */
  private int[] levels(String[] group) {
    long[] key = new long[n];
    for (String factor : group) {
      int[] level = factors["fgh".indexOf(factor)];
      Arrays.setAll(key, i -> 1000 * key[i] + level[i]);
    }
    long[] found = Arrays.stream(key).distinct().sorted().toArray();
    return Arrays.stream(key).mapToInt(k -> Arrays.binarySearch(found, k)).toArray();
  }

  private double[][] effect(String effect) {
    return columns(effect.equals("1") ? new String[0] : new String[] {effect});
  }

  /** A term's columns, those of factors by treatment contrasts. */
  private double[][] columns(String... variables) {
    double[][] columns = {new double[n]};
    Arrays.fill(columns[0], 1);
    for (String variable : variables) {
      double[][] before = columns;
      if (variable.startsWith("x")) {
        double[] number = numbers[variable.charAt(1) - '0'];
        for (double[] column : before) {
          Arrays.setAll(column, i -> column[i] * number[i]);
        }
      } else {
        int[] found = Arrays.stream(factors[0]).distinct().sorted().toArray();
        columns = new double[Math.max(0, found.length - 1)][n];
        for (int l = 1; l < found.length; l++) {
          int level = l;
          double[] column = columns[l - 1];
          Arrays.setAll(column, i -> factors[0][i] == found[level] ? before[0][i] : 0);
        }
      }
    }
    return columns;
  }

  /** All columns of X, dependent ones among them. */
  double[][] x() {
    return fixed.stream().flatMap(t -> Arrays.stream(columns(t))).toArray(double[][]::new);
  }

  List<PreciseFit.Term> z() {
    List<PreciseFit.Term> z = new ArrayList<>();
    for (Term term : terms) {
      double[][] columns =
          Arrays.stream(term.effects())
              .flatMap(effect -> Arrays.stream(effect(effect)))
              .toArray(double[][]::new);
      z.add(new PreciseFit.Term(levels(term.group()), columns));
    }
    return z;
  }

  /** Whether a term's effects may be correlated. */
  boolean isCorrelated(int term) {
    return terms.get(term).correlated();
  }

  /** What Blup makes of the rows. */
  ObservedDesign observe() {
    StructureBuilder builder = ModelStructure.of("Made", formula()).response("y");
    builder.weight("w").number("x0").number("x1").number("x2");
    builder.factor("f", Levels.integers()).factor("g", Levels.integers());
    builder.factor("h", Levels.integers());
    fixed.forEach(term -> builder.fixed(EffectTerm.of(term)));
    for (Term term : terms) {
      EffectTerm[] effects =
          Arrays.stream(term.effects())
              .map(e -> e.equals("1") ? EffectTerm.intercept() : EffectTerm.of(e))
              .toArray(EffectTerm[]::new);
      RandomTerm made = RandomTerm.by(term.group()).of(effects);
      builder.random(term.correlated() ? made : made.uncorrelated());
    }
    RowAccumulator<Integer> sums =
        new RowAccumulator<>(
            builder.build(),
            (row, out) -> {
              out.response(y[row]);
              out.weight(weights[row]);
              for (int c = 0; c < 3; c++) {
                out.number(c, numbers[c][row]);
                out.level(c, (long) factors[c][row]);
              }
            });
    Arrays.stream(order).forEach(sums::add);
    return DesignAssembly.observe(sums, false);
  }

  String formula() {
    StringBuilder formula = new StringBuilder("y ~ 1");
    fixed.stream().skip(1).forEach(term -> formula.append(" + ").append(String.join(":", term)));
    for (Term term : terms) {
      formula.append(" + (").append(String.join(" + ", term.effects()));
      formula.append(term.correlated() ? " | " : " || ");
      formula.append(String.join(":", term.group())).append(")");
    }
    return formula.toString();
  }
}
