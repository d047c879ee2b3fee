package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;

/**
 * Designs of integers with empty cells, whose ranks are found without rounding: the columns that
 * are dropped, and which functions of the coefficients the rows determine.
 */
class EmptyCellsTest {

  private static final int DESIGNS = Integer.getInteger("blup.emptyCells", 60);

  /** A random design of up to three factors and two numbers, with interactions. */
  private static final class Made {
    final Random random;
    final int[] levels;
    final int numbers;
    final List<EffectTerm> terms = new ArrayList<>();
    final List<TestRow> rows = new ArrayList<>();

    Made(int seed) {
      random = new Random(seed);
      levels = random.ints(2 + random.nextInt(2), 2, 5).toArray();
      numbers = seed % 3 == 0 ? 0 : 1 + random.nextInt(2);
      makeTerms();
      makeRows(seed % 4 == 0 ? 6 : 0, seed % 5 == 0 ? 50 : 1);
    }

    private void makeTerms() {
      List<String> variables = new ArrayList<>();
      IntStream.range(0, numbers).forEach(i -> variables.add("x" + i));
      IntStream.range(0, levels.length).forEach(f -> variables.add("f" + f));
      Collections.shuffle(variables, random);
      terms.add(EffectTerm.intercept());
      variables.forEach(variable -> terms.add(EffectTerm.of(variable)));
      int pairs = 0;
      for (int i = 0; i < variables.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (random.nextInt(3) > 0) {
            terms.add(EffectTerm.of(variables.get(i), variables.get(j)));
            pairs++;
          }
        }
      }
      if (pairs == variables.size() * (variables.size() - 1) / 2 && levels.length == 3) {
        terms.add(EffectTerm.of("f0", "f1", "f2"));
      }
    }

    private void makeRows(int decades, int repeated) {
      int cells = Arrays.stream(levels).reduce(1, (a, b) -> a * b);
      double empty = 0.6 * random.nextDouble();
      int[][] ofLevel = new int[numbers][];
      int[] factor = new int[numbers];
      for (int i = 0; i < numbers; i++) {
        factor[i] = random.nextInt(3);
        ofLevel[i] = random.ints(4, 0, 9).toArray();
      }
      for (int cell = 0; cell < cells; cell++) {
        boolean filled = random.nextDouble() >= empty || isFirstOrLast(cell);
        for (int k = filled ? 1 + random.nextInt(3) : 0; k > 0; k--) {
          double[] x = new double[numbers];
          Integer[] at = levelsOf(cell);
          for (int i = 0; i < numbers; i++) {
            x[i] = factor[i] == 2 ? random.nextInt(10) : ofLevel[i][at[factor[i]]];
          }
          double weight = Math.pow(10, decades * (random.nextDouble() - 0.5));
          String[] named = Arrays.stream(at).map(String::valueOf).toArray(String[]::new);
          TestRow row = new TestRow(random.nextGaussian(), weight, 0, x, named);
          rows.addAll(Collections.nCopies(random.nextBoolean() ? repeated : 1, row));
        }
      }
    }

    /** Cells that give every level a row. */
    private boolean isFirstOrLast(int cell) {
      Integer[] at = levelsOf(cell);
      int most = Arrays.stream(at).max(Integer::compare).orElse(0);
      return IntStream.range(0, at.length).allMatch(f -> at[f] == Math.min(most, levels[f] - 1));
    }

    private Integer[] levelsOf(int cell) {
      Integer[] at = new Integer[levels.length];
      int rest = cell;
      for (int f = 0; f < at.length; f++) {
        at[f] = rest % levels[f];
        rest /= levels[f];
      }
      return at;
    }

    ObservedDesign observed() {
      StructureBuilder builder = ModelStructure.of("Made", "y ~ …").response("y").weight("w");
      IntStream.range(0, numbers).forEach(i -> builder.number("x" + i));
      IntStream.range(0, levels.length).forEach(f -> builder.factor("f" + f, Levels.strings()));
      terms.forEach(builder::fixed);
      return DesignAssembly.observe(TestRow.sum(builder.build(), rows), false);
    }

    /** A row of X in treatment coding, the first factor of a term varying fastest. */
    double[] columns(double[] x, Integer[] at) {
      List<Double> columns = new ArrayList<>();
      for (EffectTerm term : terms) {
        double[] values = {1};
        for (String variable : term.variables()) {
          int index = variable.charAt(1) - '0';
          boolean isNumber = variable.charAt(0) == 'x';
          int size = isNumber ? 1 : levels[index] - 1;
          double[] longer = new double[values.length * size];
          for (int i = 0; i < longer.length; i++) {
            double factor = isNumber ? x[index] : at[index] == 1 + i / values.length ? 1 : 0;
            longer[i] = values[i % values.length] * factor;
          }
          values = longer;
        }
        Arrays.stream(values).forEach(columns::add);
      }
      return columns.stream().mapToDouble(Double::doubleValue).toArray();
    }

    ExactRowSpace rowSpace() {
      return new ExactRowSpace(
          rows.stream()
              .map(row -> columns(row.numbers(), parse(row.levels())))
              .map(Arrays::toString)
              .distinct()
              .map(EmptyCellsTest::numbers)
              .toList());
    }

    private static Integer[] parse(String[] levels) {
      return Arrays.stream(levels).map(Integer::valueOf).toArray(Integer[]::new);
    }

    /** Every cell at random numbers, the sums over a factor's levels, and single coefficients. */
    List<double[]> functions() {
      double[] x = random.ints(numbers, 0, 9).asDoubleStream().toArray();
      int cells = Arrays.stream(levels).reduce(1, (a, b) -> a * b);
      List<double[]> functions = new ArrayList<>();
      double[][][] sums = new double[levels.length][4][columns(x, levelsOf(0)).length];
      for (int cell = 0; cell < cells; cell++) {
        Integer[] at = levelsOf(cell);
        double[] function = columns(x, at);
        functions.add(function);
        for (int f = 0; f < levels.length; f++) {
          double[] sum = sums[f][at[f]];
          Arrays.setAll(sum, i -> sum[i] + function[i]);
        }
      }
      Arrays.stream(sums).flatMap(Arrays::stream).forEach(functions::add);
      for (int c = 0; c < functions.get(0).length; c++) {
        double[] unit = new double[functions.get(0).length];
        unit[c] = 1;
        functions.add(unit);
      }
      return functions;
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  @Test
  void theColumnsDroppedAreThoseThatDependOnColumnsBefore() {
    for (int seed = 0; seed < DESIGNS; seed++) {
      Made made = new Made(seed);
      List<FixedColumn> columns = made.observed().fixedColumns();
      assertThat(IntStream.range(0, columns.size()).filter(c -> !columns.get(c).dropped()))
          .as("seed " + seed)
          .containsExactlyElementsOf(made.rowSpace().independentColumns());
    }
  }

  @Test
  void functionsAreEstimableWhereRowsMakeThemUp() {
    for (int seed = 0; seed < DESIGNS; seed++) {
      Made made = new Made(seed);
      ObservedDesign observed = made.observed();
      ExactRowSpace rowSpace = made.rowSpace();
      for (double[] function : made.functions()) {
        double[] third = Arrays.stream(function).map(value -> value / 3).toArray();
        assertThat(observed.determines(third))
            .as("seed " + seed + ", function " + Arrays.toString(function))
            .isEqualTo(rowSpace.contains(function));
      }
    }
  }
}
