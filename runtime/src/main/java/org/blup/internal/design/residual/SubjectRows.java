package org.blup.internal.design.residual;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.FactorLevels;
import org.blup.internal.design.structure.GroupLevels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.ResidualTerm;

/**
 * Rows sorted by subject, and by position within a subject. Their order, and all that is summed in
 * it, does not depend on the order in which rows were read.
 */
final class SubjectRows {

  /**
   * Subjects that have the same positions.
   *
   * @param positions ascending, numbered among those with rows
   * @param subjects in their order
   */
  record Pattern(int[] positions, int[] subjects) {}

  private final ModelStructure structure;
  private final RowStore store;

  /** For each factor the positions of its levels in all rows. */
  private final int[][] levels;

  private final GroupLevels subjects;
  private final FactorLevels declared;

  /** The levels of the position's factor that have rows. */
  private final int[] present;

  /** Rows in the order of subjects and positions. */
  private final int[] rows;

  /** For each subject the first of its rows in that order, and the end. */
  private final int[] start;

  SubjectRows(ObservedDesign design, ResidualTerm term, RowStore store) {
    structure = design.structure();
    this.store = store;
    levels = new int[structure.factors().size()][];
    for (int f = 0; f < levels.length; f++) {
      levels[f] = store.positions(f, design.factor(f));
    }
    int[] factors = term.subject().stream().mapToInt(structure.factors()::indexOf).toArray();
    FactorLevels[] own =
        Arrays.stream(factors).mapToObj(design::factor).toArray(FactorLevels[]::new);
    int[][] observed = Arrays.stream(factors).mapToObj(f -> levels[f]).toArray(int[][]::new);
    subjects = new GroupLevels(term.subjectLabel(), factors, own, observed);
    int position = structure.factors().indexOf(term.position().orElseThrow());
    declared = design.factor(position);
    boolean[] has = new boolean[declared.size()];
    Arrays.stream(levels[position]).forEach(level -> has[level] = true);
    present = IntStream.range(0, has.length).filter(i -> has[i]).toArray();
    int[] rank = new int[has.length];
    for (int i = 0; i < present.length; i++) {
      rank[present[i]] = i;
    }
    start = new int[subjects.size() + 1];
    rows = sorted(position, rank);
    checkDistinct(position);
  }

  private int[] sorted(int position, int[] rank) {
    long[] keys = new long[store.size()];
    int[] at = new int[levels.length];
    for (int r = 0; r < keys.length; r++) {
      readPositions(r, at);
      int subject = subjects.indexAt(at);
      start[subject + 1]++;
      long order = (long) subject * present.length + rank[levels[position][r]];
      keys[r] = Math.multiplyExact(order, 1L << 31) | r;
    }
    for (int s = 1; s < start.length; s++) {
      start[s] += start[s - 1];
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) (key & Integer.MAX_VALUE)).toArray();
  }

  private void checkDistinct(int position) {
    for (int s = 0; s + 1 < start.length; s++) {
      for (int i = start[s] + 1; i < start[s + 1]; i++) {
        int level = levels[position][rows[i]];
        if (levels[position][rows[i - 1]] == level) {
          throw new BlupException(
              "%s: %s %s has two rows at %s %s, rows %s and %s counted from 0 without those left out. A residual covariance needs one row for each subject and position: take one of the rows out, or tell them apart by the subject"
                  .formatted(
                      structure.name(),
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

  int subjects() {
    return subjects.size();
  }

  /** The levels of the position's factor that have rows, in their order. */
  List<String> positionNames() {
    return Arrays.stream(present).mapToObj(declared.labels()::get).toList();
  }

  /** Calls for each row of a subject, by position. */
  void forEachRow(int subject, IntConsumer consumer) {
    for (int i = start[subject]; i < start[subject + 1]; i++) {
      consumer.accept(rows[i]);
    }
  }

  int rowsOf(int subject) {
    return start[subject + 1] - start[subject];
  }

  /** The patterns of positions that subjects have, in lexicographic order. */
  List<Pattern> patterns() {
    Map<IntBuffer, List<Integer>> byPositions = new TreeMap<>();
    int position = structure.factors().indexOf(declared.label());
    for (int s = 0; s < subjects(); s++) {
      int[] own = new int[rowsOf(s)];
      for (int i = 0; i < own.length; i++) {
        own[i] = Arrays.binarySearch(present, levels[position][rows[start[s] + i]]);
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

  /** Writes for each factor the position of its level in a row. */
  void readPositions(int row, int[] into) {
    for (int f = 0; f < into.length; f++) {
      into[f] = levels[f][row];
    }
  }

  /** Writes the numbers of a row. */
  void readNumbers(int row, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = store.number(i, row);
    }
  }

  /** The response of a row less its offset. */
  double response(int row) {
    return store.response(row) - store.offset(row);
  }

  double weight(int row) {
    return store.weight(row);
  }
}
