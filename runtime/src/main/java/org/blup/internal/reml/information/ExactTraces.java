package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Templates;

/**
 * The derivatives of {@code log|H|} from the elements of {@code A = (Rᵀ ⊗ I) ZᵀH⁻¹Z (R ⊗ I)}, R Rᵀ
 * the inverse of the precision of a group's levels, a batch of columns at a time: {@code d_ik =
 * Σ_jl tr(E_i A_jl E_k A_lj)} over the levels of the parameters' groups, E being 1 at a parameter's
 * element and its mirror image. Holds for singular templates too. Costs levels of a connected
 * component times the elements of the factor.
 */
final class ExactTraces {

  /** Columns that are solved for at a time: the factor is read once for all of them. */
  static final int WIDTH = 64;

  private final Precision precision;
  private final Templates templates;
  private final int[] groupStart;
  private final LevelComponents components;
  private final int[][] parametersOf;
  private final double[] traces;
  private final double[] products;

  /**
   * Prepares the traces of all pairs with a parameter of chosen groups.
   *
   * @param chosen for each group whether its columns are solved for
   */
  ExactTraces(
      MixedModelEquations model, Precision precision, Templates templates, boolean[] chosen) {
    this.precision = precision;
    this.templates = templates;
    groupStart = model.layout.groupStart;
    components = new LevelComponents(model.equations().pattern(), groupStart, chosen, WIDTH);
    int m = templates.elements();
    parametersOf = new int[templates.groups()][];
    for (int g = 0; g < parametersOf.length; g++) {
      int group = g;
      parametersOf[g] = IntStream.range(0, m).filter(i -> templates.group[i] == group).toArray();
    }
    traces = new double[m];
    products = new double[m * m];
  }

  /** How many columns have to be solved for. */
  long columns() {
    return (long) components.batches * usedWidth();
  }

  DeterminantDerivatives compute() {
    int width = usedWidth();
    double[] columns = new double[Math.multiplyExact(precision.rows(), width)];
    for (int batch = 0; batch < components.batches; batch++) {
      Arrays.fill(columns, 0);
      for (int level : components.levels) {
        if (components.batch[level] == batch) {
          setUnits(level, columns, width);
        }
      }
      double[] related = precision.rootAcrossLevels(columns, width);
      double[] a = precision.rootAcrossLevelsTransposed(precision.times(related, width), width);
      for (int c = 0; c < components.start.length - 1; c++) {
        addComponent(c, batch, a, width);
      }
    }
    return new DeterminantDerivatives(traces, products);
  }

  private int usedWidth() {
    int used = 0;
    for (int level : components.levels) {
      boolean has = components.batch[level] >= 0;
      int size = has ? templates.groupSize(LevelComponents.groupOf(groupStart, level)) : 0;
      used = Math.max(used, components.column[level] + size);
    }
    return used;
  }

  private int row(int g, int level) {
    return precision.start[g] + (level - groupStart[g]) * templates.groupSize(g);
  }

  private void setUnits(int level, double[] columns, int width) {
    int g = LevelComponents.groupOf(groupStart, level);
    for (int a = 0; a < templates.groupSize(g); a++) {
      columns[(row(g, level) + a) * width + components.column[level] + a] = 1;
    }
  }

  private void addComponent(int component, int batch, double[] a, int width) {
    int begin = components.start[component];
    int end = components.start[component + 1];
    for (int f = begin; f < end; f++) {
      int other = components.levels[f];
      if (components.batch[other] != batch) {
        continue;
      }
      int h = LevelComponents.groupOf(groupStart, other);
      int column = components.column[other];
      addTraces(h, row(h, other) * width + column, a, width);
      for (int e = begin; e < end; e++) {
        int level = components.levels[e];
        int g = LevelComponents.groupOf(groupStart, level);
        addProducts(g, h, row(g, level) * width + column, a, width);
      }
    }
  }

  private void addTraces(int g, int at, double[] a, int width) {
    for (int i : parametersOf[g]) {
      int weight = templates.isDiagonal(i) ? 1 : 2;
      traces[i] += weight * a[at + templates.row[i] * width + templates.column[i]];
    }
  }

  /** Adds {@code tr(E_i A_jl E_k A_lj)} for i of the group of j and k of that of l. */
  private void addProducts(int g, int h, int at, double[] a, int width) {
    int m = traces.length;
    for (int i : parametersOf[g]) {
      int r = at + templates.row[i] * width;
      int c = at + templates.column[i] * width;
      double weight = templates.isDiagonal(i) ? 0.5 : 1;
      for (int k : parametersOf[h]) {
        int s = templates.row[k];
        int d = templates.column[k];
        double sum = a[c + s] * a[r + d] + a[r + s] * a[c + d];
        products[i * m + k] += (templates.isDiagonal(k) ? 1 : 2) * weight * sum;
      }
    }
  }
}
