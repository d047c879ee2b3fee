package org.blup.internal.design.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.EquationPattern.Term;

/**
 * The equations of a model whose columns are combinations of another's: {@code X' = X B}, {@code Z'
 * = Z B_t} for each term, {@code y' = y + X v}. Its cross-products are found from those that are
 * there, without rows.
 *
 * <p>Bases are given in coordinates of the working columns. They need not keep the determinant, so
 * REML criteria of models whose X' differ cannot be compared; those with the same X, and ML
 * criteria, can.
 */
public final class Submodel {

  private final NormalEquations from;
  private final double[][] fixed;
  private final double[][][] random;
  private final double[] responseShift;

  /** For each term its basis in terms of the user's effects; empty where that is not told. */
  private final double[][] toUser;

  /**
   * Describes a submodel.
   *
   * @param fixed the columns of B, each of length p
   * @param random for each term the columns of B_t, each of the term's size; none takes the term
   *     out
   * @param responseShift v, length p
   */
  public Submodel(
      NormalEquations from, double[][] fixed, double[][][] random, double[] responseShift) {
    this(from, fixed, random, responseShift, new double[random.length][0]);
  }

  private Submodel(
      NormalEquations from,
      double[][] fixed,
      double[][][] random,
      double[] responseShift,
      double[][] toUser) {
    this.from = from;
    this.fixed = fixed;
    this.random = random;
    this.responseShift = responseShift;
    this.toUser = toUser;
  }

  /** The same submodel of other equations that have the same columns. */
  public Submodel of(NormalEquations equations) {
    return new Submodel(equations, fixed, random, responseShift, toUser);
  }

  /**
   * The same where the basis of a term is not the user's.
   *
   * @param basis as {@link Term#inBasis} has it
   */
  public Submodel withBasis(int term, double[] basis) {
    double[][] other = toUser.clone();
    other[term] = basis;
    return new Submodel(from, fixed, random, responseShift, other);
  }

  /** All columns of X. */
  public static double[][] allFixed(NormalEquations equations) {
    return identity(equations.columns());
  }

  /** All columns of Z. */
  public static double[][][] allRandom(NormalEquations equations) {
    return equations.terms().stream().map(term -> identity(term.size())).toArray(double[][][]::new);
  }

  static double[][] identity(int n) {
    double[][] columns = new double[n][n];
    for (int i = 0; i < n; i++) {
      columns[i][i] = 1;
    }
    return columns;
  }

  /** The groups that have effects left. */
  public List<Integer> groups() {
    return IntStream.range(0, from.groups().size())
        .filter(g -> groupMap(g).length > 0)
        .boxed()
        .toList();
  }

  /** The unknowns; terms that were taken out are missing, and groups without terms. */
  public EquationPattern pattern() {
    List<Integer> kept = groups();
    List<Term> terms = new ArrayList<>();
    int[] used = new int[from.groups().size()];
    for (int t = 0; t < random.length; t++) {
      Term term = from.terms().get(t);
      int size = random[t].length;
      if (size > 0) {
        int g = kept.indexOf(term.group());
        Term own = new Term(g, used[term.group()], size, term.structure());
        if (isAll(random[t])) {
          own = own.inBasis(term.toUser(), term.left());
        } else if (toUser[t].length > 0) {
          own = own.inBasis(toUser[t], own.left());
        }
        terms.add(own);
        used[term.group()] += size;
      }
    }
    List<Group> newGroups =
        kept.stream().map(g -> from.groups().get(g).ofSize(groupMap(g).length)).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : from.pattern().pairs()) {
      int row = kept.indexOf(pair.rowGroup());
      int column = kept.indexOf(pair.columnGroup());
      if (row >= 0 && column >= 0) {
        pairs.add(new Pair(row, column, pair.rowStart(), pair.column()));
      }
    }
    return new EquationPattern(fixed.length, newGroups, terms, pairs);
  }

  /** The equations. */
  public NormalEquations equations() {
    double[][][] maps = new double[from.groups().size()][][];
    Arrays.setAll(maps, this::groupMap);
    List<double[]> groupBorders = new ArrayList<>();
    List<double[]> levelBlocks = new ArrayList<>();
    for (int g : groups()) {
      groupBorders.add(groupBorder(g, maps[g]));
      levelBlocks.add(blocks(g, g, from.levelBlocks(g), maps));
    }
    List<double[]> pairBlocks = new ArrayList<>();
    from.forEachPair(
        (pair, values) -> {
          if (maps[pair.rowGroup()].length > 0 && maps[pair.columnGroup()].length > 0) {
            pairBlocks.add(blocks(pair.rowGroup(), pair.columnGroup(), values, maps));
          }
        });
    return new NormalEquations(
        pattern(), from.residuals(), border(), groupBorders, levelBlocks, pairBlocks);
  }

  /** Rows of {@code [X y]}, row by row. */
  public double[] borderRows(double[] rows) {
    int width = from.columns() + 1;
    int newWidth = fixed.length + 1;
    double[] mapped = new double[Math.multiplyExact(rows.length / width, newWidth)];
    for (int row = 0; row < rows.length / width; row++) {
      mapRow(rows, row * width, mapped, row * newWidth);
    }
    return mapped;
  }

  /** Rows of Z at a group's levels, row by row. */
  public double[] groupRows(int group, double[] rows) {
    double[][] map = groupMap(group);
    int k = from.groups().get(group).size();
    double[] mapped = new double[rows.length / k * map.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = dot(map[i % map.length], rows, i / map.length * k);
    }
    return mapped;
  }

  /** Whether X is the same. */
  public boolean hasAllFixed() {
    return fixed.length == from.columns()
        && Arrays.deepEquals(fixed, allFixed(from))
        && Arrays.stream(responseShift).allMatch(v -> v == 0);
  }

  private boolean isAll(double[][] basis) {
    return Arrays.deepEquals(basis, identity(basis[0].length));
  }

  /** The columns of a group's basis over all its terms, each of the group's size. */
  private double[][] groupMap(int g) {
    List<double[]> columns = new ArrayList<>();
    int size = from.groups().get(g).size();
    for (int t = 0; t < random.length; t++) {
      Term term = from.terms().get(t);
      for (double[] column : term.group() == g ? random[t] : new double[0][]) {
        double[] wide = new double[size];
        System.arraycopy(column, 0, wide, term.offset(), column.length);
        columns.add(wide);
      }
    }
    return columns.toArray(double[][]::new);
  }

  /** Row by row {@code [X y]} to {@code [X B, y + X v]}. */
  private void mapRow(double[] row, int at, double[] to, int target) {
    int p = from.columns();
    for (int c = 0; c < fixed.length; c++) {
      to[target + c] = dot(fixed[c], row, at);
    }
    to[target + fixed.length] = row[at + p] + dot(responseShift, row, at);
  }

  private static double dot(double[] column, double[] row, int at) {
    double sum = 0;
    for (int i = 0; i < column.length; i++) {
      sum += column[i] == 0 ? 0 : column[i] * row[at + i];
    }
    return sum;
  }

  private double[] border() {
    int width = from.columns() + 1;
    int newWidth = fixed.length + 1;
    double[] half = new double[width * newWidth];
    for (int i = 0; i < width; i++) {
      mapRow(from.border(), i * width, half, i * newWidth);
    }
    double[] border = new double[newWidth * newWidth];
    double[] column = new double[width];
    double[] mapped = new double[newWidth];
    for (int j = 0; j < newWidth; j++) {
      for (int i = 0; i < width; i++) {
        column[i] = half[i * newWidth + j];
      }
      mapRow(column, 0, mapped, 0);
      for (int i = 0; i < newWidth; i++) {
        border[i * newWidth + j] = mapped[i];
      }
    }
    return border;
  }

  private double[] groupBorder(int g, double[][] map) {
    Group group = from.groups().get(g);
    int k = group.size();
    int width = from.columns() + 1;
    int newWidth = fixed.length + 1;
    double[] border = new double[group.levels() * map.length * newWidth];
    double[] row = new double[width];
    for (int j = 0; j < group.levels(); j++) {
      for (int a = 0; a < map.length; a++) {
        Arrays.fill(row, 0);
        for (int b = 0; b < k; b++) {
          for (int c = 0; map[a][b] != 0 && c < width; c++) {
            row[c] += map[a][b] * from.groupBorder(g)[(j * k + b) * width + c];
          }
        }
        mapRow(row, 0, border, (j * map.length + a) * newWidth);
      }
    }
    return border;
  }

  /** Blocks of levels of two groups, each row by row, for the new effects. */
  private double[] blocks(int g, int h, double[] blocks, double[][][] maps) {
    int rows = from.groups().get(g).size();
    int columns = from.groups().get(h).size();
    int newRows = maps[g].length;
    int newColumns = maps[h].length;
    int count = blocks.length / (rows * columns);
    double[] values = new double[count * newRows * newColumns];
    for (int e = 0; e < count; e++) {
      for (int a = 0; a < newRows; a++) {
        for (int b = 0; b < newColumns; b++) {
          double sum = 0;
          for (int i = 0; i < rows; i++) {
            for (int j = 0; maps[g][a][i] != 0 && j < columns; j++) {
              double value = blocks[(e * rows + i) * columns + j];
              sum += maps[g][a][i] * value * maps[h][b][j];
            }
          }
          values[(e * newRows + a) * newColumns + b] = sum;
        }
      }
    }
    return values;
  }
}
