package org.blup.internal.design.assembly;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.CurrentRow;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.DesignVariables;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.FactorLevels;
import org.blup.internal.design.structure.GroupLevels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.TermCoding;

/**
 * Reads single rows into the working basis of a design's {@link NormalEquations}: a row of X, the
 * levels of its groups, and its row of Z for each random term. Levels that the data of the fit did
 * not have are allowed where they only group, and what depends on a missing value is {@code NaN}.
 * One instance serves one thread at a time and is overwritten by each row.
 *
 * @param <R> the type of the rows
 */
public final class WorkingRows<R> {

  /** The position of a level that is missing. */
  public static final int MISSING = CurrentRow.MISSING;

  private static final int UNKNOWN = -1;

  private final ObservedDesign design;
  private final CurrentRow<R> row;
  private final int[] positions;
  private final boolean[] coding;
  private final TermCoding[] fixed;
  private final TermCoding[][] random;

  /** For each column of X whether it was dropped. */
  private final boolean[] dropped;

  private final double[] columns;
  private final double[] users;
  private final double[][] z;
  private double[] x = {};

  public WorkingRows(ObservedDesign design, RowReader<R> reader) {
    this.design = design;
    ModelStructure structure = design.structure();
    row = new CurrentRow<>(structure, reader);
    positions = new int[structure.factors().size()];
    coding = new boolean[positions.length];
    for (int f = 0; f < coding.length; f++) {
      coding[f] = structure.isCoded(f);
    }
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

  /**
   * Reads a row.
   *
   * @throws UnknownLevelException if a factor that is more than a grouping factor has a level that
   *     the data of the fit did not have
   */
  public void read(R from) {
    row.read(from);
    readLevels();
    readFixed();
    x = design.hypothesis(users);
    for (int t = 0; t < random.length; t++) {
      readRandom(t);
    }
  }

  /**
   * Whether the data determine the fixed part of a row; not if a value that it needs is missing.
   *
   * @throws UnknownLevelException as {@link #read}
   */
  public boolean isEstimable(R from) {
    row.read(from);
    readLevels();
    readFixed();
    return Arrays.stream(columns).noneMatch(Double::isNaN) && design.determines(columns);
  }

  private void readLevels() {
    for (int f = 0; f < positions.length; f++) {
      FactorLevels levels = design.factor(f);
      positions[f] = row.position(f, levels);
      if (positions[f] == UNKNOWN && coding[f]) {
        throw new UnknownLevelException(levels.label(), row.levelText(f), levels.observed());
      }
    }
  }

  private void readFixed() {
    Arrays.fill(columns, 0);
    int start = 0;
    for (TermCoding term : fixed) {
      evaluate(term, start, columns);
      start += term.columns();
    }
    int next = 0;
    for (int c = 0; c < columns.length; c++) {
      if (!dropped[c]) {
        users[next++] = columns[c];
      }
    }
  }

  private void evaluate(TermCoding term, int start, double[] into) {
    for (int factor : term.factors()) {
      if (positions[factor] == MISSING) {
        Arrays.fill(into, start, start + term.columns(), Double.NaN);
        return;
      }
    }
    term.evaluate(positions, row.numbers(), start, (column, value) -> into[column] += value);
  }

  private void readRandom(int t) {
    EquationPattern.Term term = design.equations().terms().get(t);
    int k = term.size();
    double[] effects = new double[k];
    int start = 0;
    for (TermCoding effect : random[t]) {
      evaluate(effect, start, effects);
      start += effect.columns();
    }
    for (int a = 0; a < k; a++) {
      double sum = 0;
      for (int b = 0; b < k; b++) {
        sum += effects[b] == 0 ? 0 : term.toUser()[b * k + a] * effects[b];
      }
      z[t][a] = sum;
    }
  }

  /** The user's columns of X that were kept, length p; not to be changed. */
  public double[] columns() {
    return users;
  }

  /** The row of X in the working basis, length p; not to be changed. */
  public double[] x() {
    return x;
  }

  /** The row of Z of a random term in the working basis: its effects at one level. */
  public double[] z(int term) {
    return z[term];
  }

  /**
   * The position of a group's level, −1 if the data of the fit did not have it, or {@link
   * #MISSING}.
   */
  public int level(int group) {
    GroupLevels levels = design.group(group);
    boolean missing = Arrays.stream(levels.factors()).anyMatch(f -> positions[f] == MISSING);
    return missing ? MISSING : levels.indexAt(positions);
  }

  /** The prior weight: 1 without weights, {@code NaN} if it is missing. */
  public double weight() {
    return row.weight();
  }

  /** Whether a row could be part of a fit: nothing is missing. */
  public boolean isComplete(R from) {
    row.read(from);
    return row.isComplete();
  }

  /**
   * What is wrong with the row last seen, which is not complete.
   *
   * @param position the number of the row, from 0
   */
  public BlupException missing(long position) {
    return row.problem(position);
  }

  /**
   * A group's level as the row gives it.
   *
   * @return the error that it is unknown
   */
  public UnknownLevelException unknownLevel(int group) {
    GroupLevels levels = design.group(group);
    String[] words =
        Arrays.stream(levels.factors()).mapToObj(row::levelText).toArray(String[]::new);
    return levels.unknownLevel(words);
  }
}
