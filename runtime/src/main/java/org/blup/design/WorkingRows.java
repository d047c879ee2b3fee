package org.blup.design;

import java.util.Arrays;
import java.util.List;

/**
 * Reads single rows into the working basis of a design's {@link NormalEquations}: a row of X, the
 * levels of its groups, and its row of Z for each random term. Levels that the data of the fit did
 * not have are allowed where they only group. One instance serves one thread at a time and is
 * overwritten by each row.
 *
 * @param <R> the type of the rows
 */
public final class WorkingRows<R> {

  private final ObservedDesign design;
  private final RowReader<R> reader;
  private final DesignRow row;
  private final int[] positions;
  private final boolean[] coding;
  private final SparseRow coded = new SparseRow();
  private final TermCoding[] fixed;
  private final TermCoding[][] random;

  /** For each column of X its number among the kept ones, or −1. */
  private final int[] kept;

  private final double[] users;
  private final double[][] z;
  private double[] x = {};

  public WorkingRows(ObservedDesign design, RowReader<R> reader) {
    this.design = design;
    this.reader = reader;
    ModelStructure structure = design.structure();
    row = new DesignRow(structure);
    positions = new int[structure.factors().size()];
    coding = new boolean[positions.length];
    fixed = codings(structure.fixed());
    random =
        structure.random().stream().map(t -> codings(t.effects())).toArray(TermCoding[][]::new);
    kept = new int[design.fixedColumns().size()];
    int next = 0;
    for (int c = 0; c < kept.length; c++) {
      kept[c] = design.fixedColumns().get(c).dropped() ? -1 : next++;
    }
    users = new double[next];
    z = new double[random.length][];
    for (int t = 0; t < z.length; t++) {
      z[t] = new double[design.equations().terms().get(t).size()];
    }
  }

  private TermCoding[] codings(List<EffectTerm> terms) {
    for (EffectTerm term : terms) {
      for (int factor : design.structure().factorsOf(term)) {
        coding[factor] = true;
      }
    }
    return terms.stream().map(design.variables()::coding).toArray(TermCoding[]::new);
  }

  /**
   * Reads a row.
   *
   * @throws UnknownLevelException if a factor that is more than a grouping factor has a level that
   *     the data of the fit did not have
   */
  public void read(R from) {
    take(from);
    for (int f = 0; f < positions.length; f++) {
      FactorLevels levels = design.factor(f);
      positions[f] = row.position(f, levels);
      if (positions[f] < 0 && coding[f]) {
        throw new UnknownLevelException(levels.label(), row.levelText(f), levels.labels());
      }
    }
    readFixed();
    for (int t = 0; t < random.length; t++) {
      readRandom(t);
    }
  }

  private void take(R from) {
    row.begin();
    reader.read(from, row);
    row.end();
  }

  private void readFixed() {
    Arrays.fill(users, 0);
    int start = 0;
    for (TermCoding term : fixed) {
      term.evaluate(
          design.variables(),
          positions,
          row.numbers,
          coded,
          start,
          (column, value) -> {
            if (kept[column] >= 0) {
              users[kept[column]] += value;
            }
          });
      start += term.columns();
    }
    x = design.hypothesis(users);
  }

  private void readRandom(int t) {
    NormalEquations.Term term = design.equations().terms().get(t);
    int k = term.size();
    double[] effects = new double[k];
    int start = 0;
    for (TermCoding effect : random[t]) {
      effect.evaluate(
          design.variables(),
          positions,
          row.numbers,
          coded,
          start,
          (column, value) -> effects[column] += value);
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

  /** The row of X in the working basis, length p; not to be changed. */
  public double[] x() {
    return x;
  }

  /** The row of Z of a random term in the working basis: its effects at one level. */
  public double[] z(int term) {
    return z[term];
  }

  /** The position of a group's level, or −1 if the data of the fit did not have it. */
  public int level(int group) {
    return design.group(group).indexAt(positions);
  }

  /** The prior weight: 1 without weights, {@code NaN} if it is missing. */
  public double weight() {
    return row.weight;
  }

  /** Whether a row could be part of a fit: nothing is missing. */
  public boolean isComplete(R from) {
    take(from);
    return row.isComplete();
  }

  /**
   * What is wrong with the row last seen, which is not complete.
   *
   * @param position the number of the row, from 0
   */
  public BlupException missing(long position) {
    String component = row.missing();
    if (component == null) {
      return RowErrors.invalid(design.structure(), row, position);
    }
    String message =
        "%s: %s is missing in row %s, but no row of the fit has a missing value. Pass the rows that were fitted"
            .formatted(design.structure().name(), component, RowErrors.position(position));
    return new MissingValueException(message, component, position, 1);
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
    return new UnknownLevelException(levels.label(), String.join(":", words), levels.levels());
  }
}
