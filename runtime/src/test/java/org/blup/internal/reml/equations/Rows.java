package org.blup.internal.reml.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.CollinearEffects;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.design.residual.KeptRows;

/** Rows of a small model, kept whole: the cross-products of the tests, and dense matrices. */
public final class Rows {

  public final double[] y;
  public final double[] weights;
  public final double[][] x;

  /** For each group and each of its memberships the level of every row. */
  private final List<List<int[]>> levels = new ArrayList<>();

  private final List<Integer> levelCounts = new ArrayList<>();
  private final List<List<double[]>> z = new ArrayList<>();
  private final List<EquationPattern.Term> terms = new ArrayList<>();

  /** The precision of the first group's levels, in full; none if they are independent. */
  private double[][] precision = {};

  /** The order of the random walk that the first group's levels are, or 0. */
  private int walk;

  /** Whether the first group's levels are an autoregression, whose precision stands in full. */
  private boolean isAutoregression;

  /** Whether σ² is 1. */
  private boolean isVarianceKnown;

  private Rows(double[] y, double[] weights, double[][] x) {
    this.y = y;
    this.weights = weights;
    this.x = x;
  }

  /** Starts a model of y with the given columns of X. */
  public static Rows of(double[] y, double[]... x) {
    return weighted(y, constant(y.length), x);
  }

  public static Rows weighted(double[] y, double[] weights, double[]... x) {
    return new Rows(y, weights, x);
  }

  public static double[] constant(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Adds a grouping factor, of one level a row or several, and returns its index. */
  public int group(int[]... memberships) {
    levels.add(List.of(memberships));
    levelCounts.add(Arrays.stream(memberships).flatMapToInt(Arrays::stream).max().orElse(-1) + 1);
    z.add(new ArrayList<>());
    return levels.size() - 1;
  }

  public Rows term(int group, boolean correlated, double[]... columns) {
    return term(
        group,
        correlated ? CovarianceStructure.UNSTRUCTURED : CovarianceStructure.DIAGONAL,
        columns);
  }

  public Rows term(int group, CovarianceStructure structure, double[]... columns) {
    terms.add(new EquationPattern.Term(group, z.get(group).size(), columns.length, structure));
    z.get(group).addAll(List.of(columns));
    return this;
  }

  public int size() {
    return y.length;
  }

  /**
   * {@code [Z X y]ᵀM[Z X y]} for any M, all levels meeting each other, in one pattern for all M.
   */
  public List<NormalEquations> equations(List<RealMatrix> all) {
    return equations(all, 0);
  }

  /** The same, of weights whose logarithms have this sum. */
  List<NormalEquations> equations(List<RealMatrix> all, double sumLogWeights) {
    double[][] zx = denseZ();
    int q = zx.length == 0 ? 0 : zx[0].length;
    int width = x.length + 1;
    RealMatrix columns = MatrixUtils.createRealMatrix(y.length, q + width);
    for (int i = 0; i < y.length; i++) {
      for (int c = 0; c < q + width; c++) {
        double own = c < q ? zx[i][c] : c == q + width - 1 ? y[i] : x[c - q][i];
        columns.setEntry(i, c, own);
      }
    }
    List<EquationPattern.Group> groups = new ArrayList<>();
    List<EquationPattern.Pair> pairs = new ArrayList<>();
    for (int g = 0; g < levels.size(); g++) {
      groups.add(new EquationPattern.Group(levelCounts.get(g), z.get(g).size()));
    }
    for (int g = 0; g < levels.size(); g++) {
      for (int h = 0; h <= g; h++) {
        pairs.add(fullPair(g, h));
      }
    }
    if (isAutoregression) {
      groups.set(
          0,
          new EquationPattern.Group(
              levelCounts.get(0), z.get(0).size(), autoregression(fullPair(0, 0))));
    }
    EquationPattern pattern = new EquationPattern(x.length, groups, terms, pairs);
    ResidualModel residuals = new ResidualModel(y.length, sumLogWeights);
    return all.stream()
        .map(m -> columns.transpose().multiply(m).multiply(columns).getData())
        .map(a -> blocks(pattern, residuals, a))
        .toList();
  }

  /**
   * The rows in their order, for equations by subject.
   *
   * @param start the first row of each subject, and behind the last
   */
  public KeptRows kept(int[] start, int[] stratum, double[] positions, double[] exponents) {
    int width = x.length + 1;
    double[] border = new double[y.length * width];
    int[][] level = new int[levels.size()][];
    double[][] ofZ = new double[levels.size()][];
    for (int g = 0; g < level.length; g++) {
      level[g] = levels.get(g).get(0);
      ofZ[g] = new double[y.length * z.get(g).size()];
    }
    for (int i = 0; i < y.length; i++) {
      double root = Math.sqrt(weights[i]);
      for (int c = 0; c < width; c++) {
        border[i * width + c] = root * (c < x.length ? x[c][i] : y[i]);
      }
      for (int g = 0; g < level.length; g++) {
        int k = z.get(g).size();
        for (int a = 0; a < k; a++) {
          ofZ[g][i * k + a] = root * z.get(g).get(a)[i];
        }
      }
    }
    EquationPattern pattern =
        equations(List.of(MatrixUtils.createRealMatrix(y.length, y.length))).get(0).pattern();
    return new KeptRows(
        pattern, start, stratum, border, level, ofZ, positions, exponents, sumLogWeights());
  }

  private EquationPattern.Pair fullPair(int g, int h) {
    int rows = levelCounts.get(g);
    int[] start = new int[rows + 1];
    List<Integer> column = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < (g == h ? i : levelCounts.get(h)); j++) {
        column.add(j);
      }
      start[i + 1] = column.size();
    }
    return new EquationPattern.Pair(
        g, h, start, column.stream().mapToInt(Integer::intValue).toArray());
  }

  private static NormalEquations blocks(
      EquationPattern pattern, ResidualModel residuals, double[][] a) {
    int width = pattern.columns() + 1;
    int[] first = new int[pattern.groups().size() + 1];
    for (int g = 0; g < pattern.groups().size(); g++) {
      first[g + 1] = first[g] + pattern.groups().get(g).unknowns();
    }
    int q = first[pattern.groups().size()];
    List<double[]> groupBorders = new ArrayList<>();
    List<double[]> levelBlocks = new ArrayList<>();
    for (int g = 0; g < pattern.groups().size(); g++) {
      EquationPattern.Group group = pattern.groups().get(g);
      groupBorders.add(block(a, first[g], group.unknowns(), q, width));
      double[] own = new double[group.unknowns() * group.size()];
      int k = group.size();
      for (int j = 0; j < group.levels(); j++) {
        double[] block = block(a, first[g] + j * k, k, first[g] + j * k, k);
        System.arraycopy(block, 0, own, j * k * k, k * k);
      }
      levelBlocks.add(own);
    }
    List<double[]> pairBlocks = new ArrayList<>();
    for (EquationPattern.Pair pair : pattern.pairs()) {
      int k = pattern.groups().get(pair.rowGroup()).size();
      int l = pattern.groups().get(pair.columnGroup()).size();
      double[] values = new double[pair.blocks() * k * l];
      for (int i = 0; i < pair.rowStart().length - 1; i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          int row = first[pair.rowGroup()] + i * k;
          int column = first[pair.columnGroup()] + pair.column()[e] * l;
          System.arraycopy(block(a, row, k, column, l), 0, values, e * k * l, k * l);
        }
      }
      pairBlocks.add(values);
    }
    return new NormalEquations(
        pattern, residuals, block(a, q, width, q, width), groupBorders, levelBlocks, pairBlocks);
  }

  private static double[] block(double[][] a, int row, int rows, int column, int columns) {
    double[] block = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a[row + i], column, block, i * columns, columns);
    }
    return block;
  }

  /** Draws a precision of the first group's levels, each related to the next two. */
  public void relate(Random random) {
    int levels = levelCounts.get(0);
    precision = new double[levels][levels];
    for (int i = 0; i < levels; i++) {
      precision[i][i] = 2.5 + random.nextDouble();
      for (int j = Math.max(0, i - 2); j < i; j++) {
        precision[i][j] = random.nextDouble() - 0.5;
        precision[j][i] = precision[i][j];
      }
    }
  }

  /** Makes the first group's levels steps of a random walk that starts at zero. */
  private void walk(int order) {
    walk = order;
    int levels = levelCounts.get(0);
    RealMatrix root = MatrixUtils.createRealMatrix(walkRoot());
    RealMatrix free = MatrixUtils.inverse(root.getSubMatrix(order, levels - 1, order, levels - 1));
    precision = new double[levels][levels];
    double[][] own = free.transpose().multiply(free).getData();
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        boolean isFree = i >= order && j >= order;
        precision[i][j] =
            isFree ? Math.rint(own[i - order][j - order]) : i == j ? LevelPrecision.ANCHOR : 0;
      }
    }
  }

  /**
   * Makes the first group's levels an autoregression, or moves its correlation: what is dense
   * follows, equations begin at independent levels.
   *
   * @param z the correlation of neighbours is {@code tanh z}
   */
  public void correlate(double z) {
    isAutoregression = true;
    int levels = levelCounts.get(0);
    double[][] correlations = new double[levels][levels];
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        correlations[i][j] = Math.pow(Math.tanh(z), Math.abs(i - j));
      }
    }
    double[][] inverse = MatrixUtils.inverse(MatrixUtils.createRealMatrix(correlations)).getData();
    precision = new double[levels][levels];
    for (int i = 0; i < levels; i++) {
      for (int j = Math.max(0, i - 1); j <= Math.min(levels - 1, i + 1); j++) {
        precision[i][j] = inverse[i][j];
      }
    }
  }

  /** The walk's levels as sums of its increments, once or twice: column by column an impulse. */
  private double[][] walkRoot() {
    int levels = levelCounts.get(0);
    double[][] root = new double[levels][levels];
    for (int i = walk; i < levels; i++) {
      for (int j = walk; j <= i; j++) {
        root[i][j] = walk == 1 ? 1 : i - j + 1;
      }
    }
    return root;
  }

  /** The same, with σ² = 1 where that is said to be known. */
  public Rows knowing(boolean variance) {
    isVarianceKnown = variance;
    return this;
  }

  public boolean isVarianceKnown() {
    return isVarianceKnown;
  }

  private LevelPrecision sparse(EquationPattern.Pair own) {
    double[] diagonal = new double[precision.length];
    Arrays.setAll(diagonal, j -> precision[j][j]);
    double[] below = new double[own.column().length];
    for (int i = 0; i < precision.length; i++) {
      for (int e = own.rowStart()[i]; e < own.rowStart()[i + 1]; e++) {
        below[e] = precision[i][own.column()[e]];
      }
    }
    if (isAutoregression) {
      return autoregression(own);
    }
    return walk > 0
        ? LevelPrecision.ofWalk(walk, precision.length)
        : LevelPrecision.sparse(diagonal, below);
  }

  private LevelPrecision autoregression(EquationPattern.Pair own) {
    EquationPattern.Pair neighbours = LevelPrecision.pairOfNeighbours(0, precision.length);
    LevelPrecision levels = LevelPrecision.ofAutoregression(precision.length);
    return own.blocks() > neighbours.blocks() ? levels.in(neighbours, own) : levels;
  }

  public NormalEquations equations() {
    double[][] border = Arrays.copyOf(x, x.length + 1);
    border[x.length] = y;
    int width = border.length;
    double[] square = new double[width * width];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        for (int i = 0; i < y.length; i++) {
          square[a * width + b] += weights[i] * border[a][i] * border[b][i];
        }
      }
    }
    List<EquationPattern.Group> groups = new ArrayList<>();
    List<double[]> groupBorders = new ArrayList<>();
    List<double[]> levelBlocks = new ArrayList<>();
    List<EquationPattern.Pair> pairs = new ArrayList<>();
    List<double[]> pairBlocks = new ArrayList<>();
    for (int g = 0; g < levels.size(); g++) {
      int k = z.get(g).size();
      double[] rows = new double[levelCounts.get(g) * k * width];
      for (int i = 0; i < y.length; i++) {
        for (int[] level : levels.get(g)) {
          for (int a = 0; a < k; a++) {
            for (int c = 0; c < width; c++) {
              rows[(level[i] * k + a) * width + c] +=
                  weights[i] * z.get(g).get(a)[i] * border[c][i];
            }
          }
        }
      }
      groups.add(new EquationPattern.Group(levelCounts.get(g), k));
      groupBorders.add(rows);
      levelBlocks.add(levelBlocks(g));
      for (int h = 0; h < g; h++) {
        addPair(g, h, pairs, pairBlocks);
      }
    }
    for (int g = 0; g < levels.size(); g++) {
      if (levels.get(g).size() > 1 || isRelated(g)) {
        addPair(g, g, pairs, pairBlocks);
      }
      if (isRelated(g)) {
        EquationPattern.Group group = groups.get(g);
        LevelPrecision levelPrecision = sparse(pairs.get(pairs.size() - 1));
        groups.set(g, new EquationPattern.Group(group.levels(), group.size(), levelPrecision));
      }
    }
    return CollinearEffects.apart(
        new NormalEquations(
            new EquationPattern(x.length, groups, terms, pairs),
            new ResidualModel(y.length, sumLogWeights(), isVarianceKnown),
            square,
            groupBorders,
            levelBlocks,
            pairBlocks));
  }

  double sumLogWeights() {
    return Arrays.stream(weights).map(Math::log).sum();
  }

  private boolean isRelated(int g) {
    return g == 0 && precision.length > 0;
  }

  private double[] levelBlocks(int g) {
    int k = z.get(g).size();
    double[] blocks = new double[levelCounts.get(g) * k * k];
    for (var entry : blocks(g, g).entrySet()) {
      int level = (int) (entry.getKey() >> 32);
      if (level == (int) (long) entry.getKey()) {
        System.arraycopy(entry.getValue(), 0, blocks, level * k * k, k * k);
      }
    }
    return blocks;
  }

  /** The blocks of the levels of two groups that meet in rows. */
  private TreeMap<Long, double[]> blocks(int g, int h) {
    int rows = z.get(g).size();
    int columns = z.get(h).size();
    TreeMap<Long, double[]> found = new TreeMap<>();
    for (int i = 0; i < y.length; i++) {
      for (int[] level : levels.get(g)) {
        for (int[] other : levels.get(h)) {
          long key = (long) level[i] << 32 | other[i];
          double[] block = found.computeIfAbsent(key, unused -> new double[rows * columns]);
          for (int a = 0; a < rows; a++) {
            for (int b = 0; b < columns; b++) {
              block[a * columns + b] += weights[i] * z.get(g).get(a)[i] * z.get(h).get(b)[i];
            }
          }
        }
      }
    }
    return found;
  }

  private void addPair(int g, int h, List<EquationPattern.Pair> pairs, List<double[]> pairBlocks) {
    int rows = z.get(g).size();
    int columns = z.get(h).size();
    TreeMap<Long, double[]> found = blocks(g, h);
    if (g == h) {
      found.keySet().removeIf(key -> (int) (key >> 32) <= (int) (long) key);
      for (int i = 0; i < precision.length; i++) {
        for (int j = 0; j < i; j++) {
          if (precision[i][j] != 0) {
            found.computeIfAbsent((long) i << 32 | j, unused -> new double[rows * rows]);
          }
        }
      }
    }
    int[] start = new int[levelCounts.get(g) + 1];
    int[] column = new int[found.size()];
    double[] values = new double[found.size() * rows * columns];
    int e = 0;
    for (var entry : found.entrySet()) {
      start[(int) (entry.getKey() >> 32) + 1]++;
      column[e] = (int) (long) entry.getKey();
      System.arraycopy(entry.getValue(), 0, values, e * rows * columns, rows * columns);
      e++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    pairs.add(new EquationPattern.Pair(g, h, start, column));
    pairBlocks.add(values);
  }

  /** Z with the columns of one group's level side by side, groups one after the other. */
  public double[][] denseZ() {
    int q = 0;
    for (int g = 0; g < levels.size(); g++) {
      q += levelCounts.get(g) * z.get(g).size();
    }
    double[][] dense = new double[y.length][q];
    int start = 0;
    for (int g = 0; g < levels.size(); g++) {
      int k = z.get(g).size();
      for (int i = 0; i < y.length; i++) {
        for (int[] level : levels.get(g)) {
          for (int a = 0; a < k; a++) {
            dense[i][start + level[i] * k + a] += z.get(g).get(a)[i];
          }
        }
      }
      start += levelCounts.get(g) * k;
    }
    return dense;
  }

  /** A root of {@code Q⁻¹ ⊗ ΛΛᵀ} for the groups' factors: Λ where levels are independent. */
  public double[][] denseLambda(double[][] factors) {
    return dense(factors, this::root);
  }

  /** {@code Q⁻¹ ⊗ E} for a matrix E of each group. */
  public double[][] denseCovariance(double[][] matrices) {
    return dense(
        matrices,
        g -> {
          RealMatrix root = MatrixUtils.createRealMatrix(root(g));
          return root.multiply(root.transpose()).getData();
        });
  }

  private double[][] dense(double[][] factors, IntFunction<double[][]> acrossLevels) {
    int q = denseZ()[0].length;
    double[][] dense = new double[q][q];
    int start = 0;
    for (int g = 0; g < levels.size(); g++) {
      int k = z.get(g).size();
      double[][] root = acrossLevels.apply(g);
      for (int i = 0; i < levelCounts.get(g); i++) {
        for (int j = 0; j < levelCounts.get(g); j++) {
          for (int a = 0; a < k * k; a++) {
            dense[start + i * k + a / k][start + j * k + a % k] = root[i][j] * factors[g][a];
          }
        }
      }
      start += levelCounts.get(g) * k;
    }
    return dense;
  }

  /** The Cholesky factor of {@code Q⁻¹}. */
  private double[][] root(int g) {
    if (g == 0 && walk > 0) {
      return walkRoot();
    }
    RealMatrix covariance = MatrixUtils.createRealIdentityMatrix(levelCounts.get(g));
    if (isRelated(g)) {
      RealMatrix inverse = MatrixUtils.inverse(MatrixUtils.createRealMatrix(precision));
      covariance = inverse.add(inverse.transpose()).scalarMultiply(0.5);
    }
    return new CholeskyDecomposition(covariance, 1e-12, 1e-12).getL().getData();
  }

  /**
   * Two crossed factors with two terms on the first, one of size two; weights; two columns of X.
   */
  public static Rows random(long seed) {
    return random(seed, new double[0]);
  }

  /** The same with another column for the random slope, if one is given. */
  public static Rows random(long seed, double[] randomSlope) {
    return random(seed, randomSlope, 1);
  }

  /** The same where each row has two levels of the first factor, which so meet each other. */
  public static Rows multipleMembership(long seed) {
    return random(seed, new double[0], 2);
  }

  /** The same where the levels of the first factor are related to each other. */
  public static Rows related(long seed) {
    Rows rows = random(seed);
    rows.relate(new Random(seed ^ 5));
    return rows;
  }

  /** The same where the levels of the first factor are an autoregression. */
  public static Rows autoregression(long seed, boolean meeting) {
    Rows rows = meeting ? multipleMembership(seed) : random(seed);
    rows.correlate(0.3);
    return rows;
  }

  /** The same where the levels of the first factor are a random walk, and X has what is free. */
  public static Rows walk(long seed, int order) {
    Rows rows = random(seed, new double[0], 1, order);
    rows.walk(order);
    return rows;
  }

  /** With so many columns of X that blocks of them are multiplied, and groups of two kinds. */
  public static Rows manyColumns(long seed) {
    Random random = new Random(seed);
    int n = 320;
    double[][] x = new double[150][];
    Arrays.setAll(x, c -> random.doubles(n, -1, 1).toArray());
    x[0] = constant(n);
    int[] a = random.ints(n, 0, 60).toArray();
    int[] b = random.ints(n, 0, 3).toArray();
    double[] y = random.doubles(n, -1, 1).toArray();
    for (int i = 0; i < n; i++) {
      y[i] += 0.1 * (a[i] % 7) + 0.2 * (a[i] % 5) * x[1][i] + b[i] % 2;
    }
    Rows rows = of(y, x);
    rows.term(rows.group(a), true, x[0], x[1]);
    if (seed % 2 == 0) {
      rows.term(rows.group(b), true, x[0]);
    }
    return rows;
  }

  private static Rows random(long seed, double[] randomSlope, int memberships) {
    return random(seed, randomSlope, memberships, 0);
  }

  private static Rows random(long seed, double[] randomSlope, int memberships, int order) {
    Random random = new Random(seed);
    int n = 24 + random.nextInt(20);
    int first = 3 + order + random.nextInt(4);
    int second = 3 + random.nextInt(3);
    double[] slope = random.doubles(n, -2, 3).toArray();
    double[] other = random.doubles(n, 0, 1).toArray();
    double[] weights = random.doubles(n, 0.5, 2).toArray();
    int[] a = new int[n];
    int[] b = new int[n];
    double[] effectA = random.doubles(first, -2, 2).toArray();
    double[] effectB = random.doubles(second, -1, 1).toArray();
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = i < first ? i : random.nextInt(first);
      b[i] = i < second ? i : random.nextInt(second);
      y[i] = 3 + slope[i] * (1 + effectB[b[i]]) + effectA[a[i]] + random.nextGaussian();
    }
    Rows rows = weighted(y, weights, fixed(order, a, slope, other));
    int[][] levelsOfA = new int[memberships][];
    levelsOfA[0] = a;
    for (int i = 1; i < memberships; i++) {
      levelsOfA[i] = random.ints(n, 0, first).toArray();
    }
    int groupA = rows.group(levelsOfA);
    int groupB = rows.group(b);
    rows.term(groupA, true, constant(n), randomSlope.length == 0 ? slope : randomSlope);
    rows.term(groupB, true, constant(n));
    rows.term(groupA, false, other);
    return rows;
  }

  /** An intercept and a slope, and what a random walk of some order leaves free. */
  private static double[][] fixed(int order, int[] level, double[] slope, double[] other) {
    List<double[]> columns = new ArrayList<>(List.of(constant(slope.length), slope));
    if (order > 0) {
      columns.add(other);
    }
    for (double[] column : order > 1 ? List.copyOf(columns) : List.<double[]>of()) {
      double[] trend = new double[column.length];
      Arrays.setAll(trend, i -> level[i] * column[i]);
      columns.add(trend);
    }
    return columns.toArray(double[][]::new);
  }
}
