package org.blup.internal.design.assembly;

import java.util.Arrays;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.CurrentRow;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.ModelStructure;

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

  /** The position of a level that the fit did not have. */
  private static final int UNKNOWN = -1;

  private final ObservedDesign design;
  private final CurrentRow<R> row;
  private final int[] positions;
  private final boolean[] coding;
  private final WorkingRow working;
  private final double[][] z;
  private double[] users = {};
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
    working = new WorkingRow(design);
    z = new double[structure.random().size()][];
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
    users = working.keptColumns(positions, row.numbers());
    x = working.x(users);
    for (int t = 0; t < z.length; t++) {
      z[t] = working.z(t, positions, row.numbers());
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
    double[] columns = working.allColumns(positions, row.numbers());
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

  /** The row of Z of a random term as the user wrote it: its effects at one level. */
  public double[] effects(int term) {
    return working.effects(term, positions, row.numbers());
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

  /** The position of a factor's level, −1 if the data of the fit did not have it, or missing. */
  public int position(int factor) {
    return positions[factor];
  }

  /** A factor's level as the row has it. */
  public String levelText(int factor) {
    return row.levelText(factor);
  }

  /** A number of the row, {@code NaN} if it is missing. */
  public double number(int index) {
    return row.numbers()[index];
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
