package org.blup.internal.design.assembly;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.pass.CurrentRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Evaluates rows in the working basis of a design: a row of X and a row of Z for each random term,
 * of the positions of levels and of numbers. What depends on a missing value is {@code NaN}.
 * Overwritten by each row.
 */
public final class WorkingRow {

  private final ObservedDesign design;
  private final TermCoding[] fixed;
  private final TermCoding[][] random;

  /** For each column of X whether it was dropped. */
  private final boolean[] dropped;

  private final double[] columns;
  private final double[] users;
  private final double[][] z;

  public WorkingRow(ObservedDesign design) {
    this.design = design;
    ModelStructure structure = design.structure();
    DesignVariables variables = design.variables();
    fixed = structure.fixed().stream().map(variables::coding).toArray(TermCoding[]::new);
    random = new TermCoding[structure.random().size()][];
    for (int t = 0; t < random.length; t++) {
      List<EffectTerm> effects = structure.random().get(t).effects();
      random[t] = effects.stream().map(variables::randomCoding).toArray(TermCoding[]::new);
    }
    columns = new double[design.fixedColumns().size()];
    dropped = new boolean[columns.length];
    for (int c = 0; c < dropped.length; c++) {
      dropped[c] = design.fixedColumns().get(c).dropped();
    }
    users = new double[design.equations().columns()];
    z = new double[random.length][];
    for (int t = 0; t < z.length; t++) {
      z[t] = new double[design.equations().terms().get(t).size()];
    }
  }

  /** Evaluates the user's columns of X, dropped ones too; not to be changed. */
  double[] allColumns(int[] positions, double[] numbers) {
    Arrays.fill(columns, 0);
    int start = 0;
    for (TermCoding term : fixed) {
      evaluate(term, positions, numbers, start, columns);
      start += term.columns();
    }
    return columns;
  }

  /** Evaluates the user's columns of X that were kept, length p; not to be changed. */
  public double[] keptColumns(int[] positions, double[] numbers) {
    allColumns(positions, numbers);
    int next = 0;
    for (int c = 0; c < columns.length; c++) {
      if (!dropped[c]) {
        users[next++] = columns[c];
      }
    }
    return users;
  }

  /** The row of X in the working basis, length p. */
  public double[] x(double[] keptColumns) {
    return design.hypothesis(keptColumns);
  }

  /** Evaluates the row of Z of a term as the user wrote it: what its effects are multiplied by. */
  double[] effects(int t, int[] positions, double[] numbers) {
    double[] effects = new double[z[t].length];
    int start = 0;
    for (TermCoding effect : random[t]) {
      evaluate(effect, positions, numbers, start, effects);
      start += effect.columns();
    }
    return effects;
  }

  /** Evaluates the row of Z of a term in the working basis; not to be changed. */
  public double[] z(int t, int[] positions, double[] numbers) {
    EquationPattern.Term term = design.equations().terms().get(t);
    int k = term.size();
    double[] effects = effects(t, positions, numbers);
    for (int a = 0; a < k; a++) {
      double sum = 0;
      for (int b = 0; b < k; b++) {
        sum += effects[b] == 0 ? 0 : term.toUser()[b * k + a] * effects[b];
      }
      z[t][a] = sum;
    }
    return z[t];
  }

  private static void evaluate(
      TermCoding term, int[] positions, double[] numbers, int start, double[] into) {
    for (int factor : term.factors()) {
      if (positions[factor] == CurrentRow.MISSING) {
        Arrays.fill(into, start, start + term.columns(), Double.NaN);
        return;
      }
    }
    term.evaluate(positions, numbers, start, (column, value) -> into[column] += value);
  }
}
