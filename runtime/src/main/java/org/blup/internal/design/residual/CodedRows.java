package org.blup.internal.design.residual;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRow;
import org.blup.internal.design.equations.EquationPattern;

/**
 * The rows of one subject in the working basis, each multiplied by the root of its weight: {@code
 * [x y]}, and for each group a level and the row of Z there. Overwritten by each subject.
 */
final class CodedRows {

  private final ObservedDesign design;
  private final StoredRows stored;
  private final WorkingRow working;

  /** For each row [x y]. */
  double[][] border = {};

  /** For each group the level of each row. */
  final int[][] level;

  /** For each group and row the row of Z at its level. */
  final double[][][] z;

  int rows;

  /** The user's columns in the first row of the subject. */
  private final double[] first;

  private final boolean[] varying;

  CodedRows(ObservedDesign design, StoredRows stored) {
    this.design = design;
    this.stored = stored;
    working = new WorkingRow(design);
    level = new int[design.groups()][0];
    z = new double[design.groups()][0][];
    first = new double[design.equations().columns()];
    varying = new boolean[first.length];
  }

  /** Whether each of the user's columns has differed between rows of a subject. */
  boolean[] varying() {
    return varying.clone();
  }

  /** Begins with another subject. */
  void clear(int count) {
    rows = 0;
    reserve(count);
  }

  private void reserve(int count) {
    if (count <= border.length) {
      return;
    }
    border = new double[count][design.equations().columns() + 1];
    for (int g = 0; g < level.length; g++) {
      level[g] = new int[count];
      z[g] = new double[count][design.equations().groups().get(g).size()];
    }
  }

  private void compare(int at, double[] users) {
    for (int c = 0; c < users.length; c++) {
      if (at == 0) {
        first[c] = users[c];
      } else {
        varying[c] |= users[c] != first[c];
      }
    }
  }

  /** Adds the levels of a row's groups alone. */
  void addLevels(int row) {
    int at = rows++;
    int[] positions = stored.levels(row);
    for (int g = 0; g < level.length; g++) {
      level[g][at] = design.group(g).indexAt(positions);
    }
  }

  void add(int row) {
    addLevels(row);
    int at = rows - 1;
    int[] positions = stored.levels(row);
    double[] numbers = stored.numbers(row);
    double root = Math.sqrt(stored.weight(row));
    double[] users = working.keptColumns(positions, numbers);
    compare(at, users);
    double[] x = working.x(users);
    for (int c = 0; c < x.length; c++) {
      border[at][c] = root * x[c];
    }
    border[at][x.length] = root * design.workingResponse(stored.response(row));
    for (int t = 0; t < design.equations().terms().size(); t++) {
      EquationPattern.Term term = design.equations().terms().get(t);
      double[] own = working.z(t, positions, numbers);
      for (int a = 0; a < own.length; a++) {
        z[term.group()][at][term.offset() + a] = root * own[a];
      }
    }
  }
}
