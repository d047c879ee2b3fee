package org.blup.internal.design.residual;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.ResidualTerm;

/**
 * Rows sorted by subject, and by position within a subject. Their order, and all that is summed in
 * it, does not depend on the order in which rows were read.
 */
final class SubjectRows implements PatternedSubjects {

  private final String model;
  private final StoredRows stored;
  private final GroupLevels subjects;

  /** The factor of positions, and its levels that have rows. */
  private final int position;

  private final FactorLevels declared;
  private final int[] present;

  /** Rows in the order of subjects and positions. */
  private final int[] rows;

  /** For each subject the first of its rows in that order, and the end. */
  private final int[] start;

  /**
   * Sorts rows.
   *
   * @param some the rows, by their number in the store
   */
  SubjectRows(ObservedDesign design, ResidualTerm term, StoredRows stored, int[] some) {
    ModelStructure structure = design.structure();
    model = structure.name();
    this.stored = stored;
    subjects = StratumRows.subjects(design, term, stored, some);
    position = structure.factors().indexOf(term.position().orElseThrow());
    declared = design.factor(position);
    present = Arrays.stream(stored.levels(position, some)).distinct().sorted().toArray();
    start = new int[subjects.size() + 1];
    rows = sorted(some);
    checkDistinct();
    checkNeighbours(term);
    if (term.structure().isCorrelated()) {
      StratumRows.requirePairs(design, term, start);
    }
  }

  private int[] sorted(int[] some) {
    int[] rank = new int[declared.size()];
    for (int i = 0; i < present.length; i++) {
      rank[present[i]] = i;
    }
    long[] keys = new long[some.length];
    for (int i = 0; i < keys.length; i++) {
      int subject = subjects.indexAt(stored.levels(some[i]));
      start[subject + 1]++;
      long order = (long) subject * present.length + rank[stored.level(position, some[i])];
      keys[i] = Math.multiplyExact(order, 1L << 31) | some[i];
    }
    for (int s = 1; s < start.length; s++) {
      start[s] += start[s - 1];
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) (key & Integer.MAX_VALUE)).toArray();
  }

  private void checkDistinct() {
    for (int s = 0; s + 1 < start.length; s++) {
      for (int i = start[s] + 1; i < start[s + 1]; i++) {
        int level = stored.level(position, rows[i]);
        if (stored.level(position, rows[i - 1]) == level) {
          throw new BlupException(
              ("%s: %s %s has two rows with %s %s: rows %s and %s, counted from 0 without those"
                      + " left out. A residual covariance needs one row for each subject and"
                      + " position: take one of them out, or distinguish them by the subject")
                  .formatted(
                      model,
                      subjects.label(),
                      subjects.level(s),
                      declared.label(),
                      declared.labels().get(level),
                      rows[i - 1],
                      rows[i]));
        }
      }
    }
  }

  /** A level without rows would make neighbours, one step apart, of those around it. */
  private void checkNeighbours(ResidualTerm term) {
    boolean isOrdered = PatternedCovariance.of(term.structure()).correlation().isOrdered();
    for (int i = 1; isOrdered && i < present.length; i++) {
      if (present[i] != present[i - 1] + 1) {
        throw new BlupException(
            "%s: no row%s has %s %s, which stands between levels that have rows. The correlation of residuals depends on their distance: take the level out of the enum if those around it are neighbours, or use a structure that does not depend on the order"
                .formatted(
                    model,
                    term.strata().map(strata -> " of some " + strata).orElse(""),
                    declared.label(),
                    declared.labels().get(present[i] - 1)));
      }
    }
  }

  @Override
  public int subjects() {
    return subjects.size();
  }

  /** The levels of the position's factor that have rows, in their order. */
  List<String> positionNames() {
    return Arrays.stream(present).mapToObj(declared.labels()::get).toList();
  }

  private int rowsOf(int subject) {
    return start[subject + 1] - start[subject];
  }

  /** In lexicographic order. */
  @Override
  public List<Pattern> patterns() {
    Map<IntBuffer, List<Integer>> byPositions = new TreeMap<>();
    for (int s = 0; s < subjects(); s++) {
      int[] own = new int[rowsOf(s)];
      for (int i = 0; i < own.length; i++) {
        own[i] = place(rows[start[s] + i]);
      }
      byPositions.computeIfAbsent(IntBuffer.wrap(own), unused -> new ArrayList<>()).add(s);
    }
    return byPositions.entrySet().stream()
        .map(
            entry ->
                new Pattern(
                    entry.getKey().array(),
                    entry.getValue().stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }

  @Override
  public int[] rows(int subject) {
    return Arrays.copyOfRange(rows, start[subject], start[subject + 1]);
  }

  /** The place of a row's position among those that have rows. */
  int place(int row) {
    return Arrays.binarySearch(present, stored.level(position, row));
  }
}
