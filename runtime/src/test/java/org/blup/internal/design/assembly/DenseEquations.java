package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Normal equations written out as one dense matrix, beside the same products of matrices written
 * out. The working basis is taken from the map of coefficients: if β = Mγ + m, then the columns are
 * XM and the response is y − Xm; and from the map T of each random term's effects.
 */
public final class DenseEquations {

  private final ObservedDesign observed;
  private final DenseDesign dense;
  private final NormalEquations equations;
  private final int[] groupStart;
  private final int effects;

  public DenseEquations(ObservedDesign observed, DenseDesign dense) {
    this.observed = observed;
    this.dense = dense;
    equations = observed.equations();
    groupStart = new int[equations.groups().size() + 1];
    for (int g = 0; g + 1 < groupStart.length; g++) {
      EquationPattern.Group group = equations.groups().get(g);
      groupStart[g + 1] = groupStart[g] + group.levels() * group.size();
    }
    effects = groupStart[groupStart.length - 1];
  }

  public void assertSame() {
    assertThat(keptColumns()).isEqualTo(independentColumns());
    assertThat(determinant()).isCloseTo(1, Offset.offset(1e-9));
    for (EquationPattern.Term term : equations.terms()) {
      assertThat(determinant(term)).isCloseTo(1, Offset.offset(1e-9));
    }
    double[][] columns = workingColumns(false);
    double[] weights = dense.weights();
    double[] parts = sizesOfParts(weights);
    double[][] actual = actual();
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++) {
        double scale = norm(columns[i], weights) * norm(columns[j], weights);
        double rounding = 1e-14 * parts[i] * parts[j];
        assertThat(actual[i][j])
            .as("product of columns %d and %d", i, j)
            .isCloseTo(
                dot(columns[i], columns[j], weights),
                Offset.offset(1e-10 * scale + rounding + 1e-13));
        assertThat(actual[j][i]).isEqualTo(actual[i][j]);
      }
    }
  }

  /** Of the change from the user's kept columns to those of the working basis. */
  private double determinant() {
    int p = equations.columns();
    double[] origin = observed.coefficients(new double[p]);
    DMatrixRMaj change = CommonOps_DDRM.identity(p);
    for (int k = 0; k < p; k++) {
      double[] unit = new double[p];
      unit[k] = 1;
      double[] image = observed.coefficients(unit);
      for (int i = 0; i < p; i++) {
        change.set(i, k, image[i] - origin[i]);
      }
    }
    return p == 0 ? 1 : CommonOps_DDRM.det(change);
  }

  private static double determinant(EquationPattern.Term term) {
    return CommonOps_DDRM.det(new DMatrixRMaj(term.size(), term.size(), true, term.toUser()));
  }

  private List<Integer> keptColumns() {
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < observed.fixedColumns().size(); c++) {
      if (!observed.fixedColumns().get(c).dropped()) {
        kept.add(c);
      }
    }
    return kept;
  }

  /** Left to right, by Gram–Schmidt run twice, with lme4's tolerance of 1e-7. */
  private List<Integer> independentColumns() {
    double[][] x = transpose(dense.x());
    double[] weights = dense.weights();
    List<Integer> kept = new ArrayList<>();
    List<double[]> basis = new ArrayList<>();
    for (int c = 0; c < x.length; c++) {
      double before = norm(x[c], weights);
      double[] rest = x[c].clone();
      for (int pass = 0; pass < 2; pass++) {
        for (double[] other : basis) {
          subtract(rest, dot(rest, other, weights), other);
        }
      }
      double after = norm(rest, weights);
      if (after > 1e-7 * before) {
        kept.add(c);
        subtract(rest, 1 - 1 / after, rest.clone());
        basis.add(rest);
      }
    }
    return kept;
  }

  /** The columns of ZT, or of |Z||T|: what the first are differences of. */
  private double[][] workingEffects(boolean absolute) {
    double[][] user = transpose(dense.z());
    double[][] working = new double[effects][dense.y().length];
    for (EquationPattern.Term term : equations.terms()) {
      int k = term.size();
      int stride = equations.groups().get(term.group()).size();
      int first = groupStart[term.group()] + term.offset();
      for (int at = first; at < groupStart[term.group() + 1]; at += stride) {
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            double multiple = term.toUser()[a * k + b];
            if (absolute) {
              subtract(working[at + b], -Math.abs(multiple), sizes(user[at + a]));
            } else {
              subtract(working[at + b], -multiple, user[at + a]);
            }
          }
        }
      }
    }
    return working;
  }

  /** The columns of [ZT XM y−Xm], or the sums of the sizes of what they are differences of. */
  private double[][] workingColumns(boolean absolute) {
    double[][] z = workingEffects(absolute);
    double[][] x = transpose(dense.x());
    double[] y = dense.y();
    if (absolute) {
      x = Arrays.stream(x).map(DenseEquations::sizes).toArray(double[][]::new);
      y = sizes(y);
    }
    List<Integer> kept = keptColumns();
    int p = kept.size();
    double[][] columns = new double[effects + p + 1][];
    System.arraycopy(z, 0, columns, 0, effects);
    double[] origin = observed.coefficients(new double[p]);
    for (int k = 0; k < p; k++) {
      double[] unit = new double[p];
      unit[k] = 1;
      double[] image = observed.coefficients(unit);
      columns[effects + k] = new double[dense.y().length];
      for (int i = 0; i < p; i++) {
        double multiple = origin[i] - image[i];
        subtract(columns[effects + k], absolute ? -Math.abs(multiple) : multiple, x[kept.get(i)]);
      }
    }
    columns[effects + p] = y;
    for (int i = 0; i < p; i++) {
      double multiple = absolute ? -Math.abs(origin[i]) : origin[i];
      subtract(columns[effects + p], multiple, x[kept.get(i)]);
    }
    return columns;
  }

  /**
   * How large the parts are that columns are differences of; those of an effect over all levels of
   * its group, since that is how its basis is chosen, and found to leave nothing.
   */
  private double[] sizesOfParts(double[] weights) {
    double[] sizes =
        Arrays.stream(workingColumns(true)).mapToDouble(part -> norm(part, weights)).toArray();
    for (int g = 0; g + 1 < groupStart.length; g++) {
      int size = equations.groups().get(g).size();
      for (int a = 0; a < size; a++) {
        double square = 0;
        for (int at = groupStart[g] + a; at < groupStart[g + 1]; at += size) {
          square += sizes[at] * sizes[at];
        }
        for (int at = groupStart[g] + a; at < groupStart[g + 1]; at += size) {
          sizes[at] = Math.sqrt(square);
        }
      }
    }
    return sizes;
  }

  private static double[] sizes(double[] column) {
    return Arrays.stream(column).map(Math::abs).toArray();
  }

  /** The normal equations as one symmetric matrix. */
  private double[][] actual() {
    int p = equations.columns();
    double[][] matrix = new double[effects + p + 1][effects + p + 1];
    for (int i = 0; i <= p; i++) {
      for (int j = 0; j <= p; j++) {
        matrix[effects + i][effects + j] = equations.border()[i * (p + 1) + j];
      }
    }
    for (int g = 0; g + 1 < groupStart.length; g++) {
      double[] border = equations.groupBorder(g);
      for (int i = 0; i < groupStart[g + 1] - groupStart[g]; i++) {
        for (int j = 0; j <= p; j++) {
          matrix[groupStart[g] + i][effects + j] = border[i * (p + 1) + j];
          matrix[effects + j][groupStart[g] + i] = border[i * (p + 1) + j];
        }
      }
    }
    for (int g = 0; g + 1 < groupStart.length; g++) {
      int size = equations.groups().get(g).size();
      double[] blocks = equations.levelBlocks(g);
      for (int at = 0; at < blocks.length; at++) {
        int row = at / size;
        int column = row - row % size + at % size;
        matrix[groupStart[g] + row][groupStart[g] + column] = blocks[at];
        matrix[groupStart[g] + column][groupStart[g] + row] = blocks[at];
      }
    }
    equations.forEachPair((pair, values) -> spread(pair, values, matrix));
    return matrix;
  }

  private void spread(EquationPattern.Pair pair, double[] values, double[][] matrix) {
    int rowSize = equations.groups().get(pair.rowGroup()).size();
    int columnSize = equations.groups().get(pair.columnGroup()).size();
    for (int row = 0; row + 1 < pair.rowStart().length; row++) {
      for (int b = pair.rowStart()[row]; b < pair.rowStart()[row + 1]; b++) {
        int top = groupStart[pair.rowGroup()] + row * rowSize;
        int left = groupStart[pair.columnGroup()] + pair.column()[b] * columnSize;
        for (int i = 0; i < rowSize; i++) {
          for (int j = 0; j < columnSize; j++) {
            double value = values[(b * rowSize + i) * columnSize + j];
            matrix[top + i][left + j] = value;
            matrix[left + j][top + i] = value;
          }
        }
      }
    }
  }

  private static double[][] transpose(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][r] = rows[r][c];
      }
    }
    return columns;
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }

  private static double dot(double[] left, double[] right, double[] weights) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += weights[i] * left[i] * right[i];
    }
    return sum;
  }

  private static double norm(double[] vector, double[] weights) {
    return Math.sqrt(dot(vector, vector, weights));
  }
}
