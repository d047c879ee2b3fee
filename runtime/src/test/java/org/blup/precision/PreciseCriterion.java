package org.blup.precision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.solution.Solution;

/** The REML or ML criterion by its definition, with the n × n covariance of y, in 32 digits. */
final class PreciseCriterion {

  private PreciseCriterion() {}

  /** At the templates of a solution. */
  static double at(HostileDesign rows, ObservedDesign design, Solution solution) {
    NormalEquations equations = design.equations();
    DoubleDouble[][][] templates = new DoubleDouble[equations.terms().size()][][];
    for (int t = 0; t < templates.length; t++) {
      EquationPattern.Term term = equations.terms().get(t);
      int size = equations.groups().get(term.group()).size();
      double[] working = solution.workingFactor(term.group());
      int k = term.size();
      templates[t] = new DoubleDouble[k][k];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          DoubleDouble sum = DoubleDouble.ZERO;
          for (int c = 0; c < k; c++) {
            double element = working[(term.offset() + c) * size + term.offset() + b];
            sum = sum.plus(DoubleDouble.product(term.toUser()[a * k + c], element));
          }
          templates[t][a][b] = sum;
        }
      }
    }
    return at(rows, independent(rows, design), templates);
  }

  /** The columns of X that Blup keeps. */
  static double[][] independent(HostileDesign rows, ObservedDesign design) {
    List<FixedColumn> columns = design.fixedColumns();
    double[][] all = rows.x();
    return IntStream.range(0, all.length)
        .filter(c -> !columns.get(c).dropped())
        .mapToObj(c -> all[c])
        .toArray(double[][]::new);
  }

  /** At any templates in the user's basis. */
  static double at(HostileDesign rows, double[][] x, DoubleDouble[][][] templates) {
    int n = rows.n;
    DoubleDouble[][] v = new DoubleDouble[n + x.length + 1][n + x.length + 1];
    for (DoubleDouble[] row : v) {
      Arrays.fill(row, DoubleDouble.ZERO);
    }
    for (int i = 0; i < n; i++) {
      v[i][i] = DoubleDouble.ONE.over(DoubleDouble.of(rows.weights[i]));
      for (int c = 0; c < x.length; c++) {
        v[n + c][i] = DoubleDouble.of(x[c][i]);
      }
      v[n + x.length][i] = DoubleDouble.of(rows.y[i]);
    }
    List<PreciseFit.Term> terms = rows.z();
    for (int t = 0; t < terms.size(); t++) {
      addTerm(terms.get(t), templates[t], v, n);
    }
    return criterion(n, x.length, rows.reml, v);
  }

  private static void addTerm(
      PreciseFit.Term term, DoubleDouble[][] template, DoubleDouble[][] v, int n) {
    int k = term.columns().length;
    DoubleDouble[][] rows = new DoubleDouble[n][k];
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < k; b++) {
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int a = 0; a < k; a++) {
          sum = sum.plus(template[a][b].times(term.columns()[a][i]));
        }
        rows[i][b] = sum;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        if (term.level()[i] == term.level()[j]) {
          for (int b = 0; b < k; b++) {
            v[i][j] = v[i][j].plus(rows[i][b].times(rows[j][b]));
          }
        }
      }
    }
  }

  /** By elimination of V from {@code [V X y]}, and then of X. */
  private static double criterion(int n, int p, boolean reml, DoubleDouble[][] v) {
    int size = v.length;
    DoubleDouble logDeterminant = DoubleDouble.ZERO;
    for (int j = 0; j < n + p; j++) {
      DoubleDouble pivot = v[j][j];
      DoubleDouble positive = j < n ? pivot : DoubleDouble.ZERO.minus(pivot);
      if (j < n || reml) {
        logDeterminant = logDeterminant.plus(positive.log());
      }
      for (int i = j + 1; i < size; i++) {
        if (v[i][j].high() != 0) {
          DoubleDouble multiple = v[i][j].over(pivot);
          for (int k = j + 1; k <= i; k++) {
            if (v[k][j].high() != 0) {
              v[i][k] = v[i][k].minus(multiple.times(v[k][j]));
            }
          }
        }
      }
    }
    DoubleDouble df = DoubleDouble.of(reml ? n - p : n);
    DoubleDouble variance =
        DoubleDouble.ZERO.minus(v[size - 1][size - 1]).over(df).times(DoubleDouble.TWO_PI);
    return logDeterminant.plus(df.times(DoubleDouble.ONE.plus(variance.log()))).high();
  }
}
