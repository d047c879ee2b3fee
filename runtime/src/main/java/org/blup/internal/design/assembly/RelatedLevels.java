package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;
import org.ejml.data.DMatrixSparseCSC;

/**
 * The levels of related groups: those of their relationships, with rows or without, in the order of
 * the factor; and the precisions of their effects.
 */
final class RelatedLevels {

  private final ModelStructure structure;
  private final Map<String, Relationship> relationships;
  private final DataChecks checks;

  /** By the label of the factor. */
  private final Map<String, FactorLevels> extended = new HashMap<>();

  /**
   * Relates the levels of some factors.
   *
   * @param relationships by the label of the factor, one for each related group
   * @throws BlupException if they are those of other factors
   */
  RelatedLevels(
      ModelStructure structure, Map<String, Relationship> relationships, DataChecks checks) {
    this.structure = structure;
    this.relationships = relationships;
    this.checks = checks;
    Set<String> needed = new TreeSet<>();
    for (Grouping group : structure.groups()) {
      if (group.related()) {
        needed.addAll(group.factors());
      }
    }
    for (String factor : needed) {
      if (!relationships.containsKey(factor)) {
        throw checks.failure(
            "it has random effects by related(%s), and no relationship of %s is given. Give it to"
                    .formatted(factor, factor)
                + " fitting()");
      }
    }
    for (String factor : relationships.keySet()) {
      if (!needed.contains(factor)) {
        throw checks.failure(
            "a relationship of %s is given, which has no random effects by related(%s)"
                .formatted(factor, factor));
      }
    }
  }

  /** The factors of the model, those that are related with all levels of their relationship. */
  List<FactorLevels> extend(List<FactorLevels> factors) {
    List<FactorLevels> all = new ArrayList<>(factors);
    relationships.forEach(
        (label, relationship) -> {
          int factor = structure.factors().indexOf(label);
          FactorLevels levels = extend(factor, factors.get(factor), relationship.levels());
          extended.put(label, levels);
          all.set(factor, levels);
        });
    return List.copyOf(all);
  }

  private FactorLevels extend(int factor, FactorLevels observed, List<String> known) {
    Set<String> refused = new TreeSet<>();
    FactorLevels levels =
        observed.with(structure.name(), structure.levels().get(factor), known, refused::add);
    if (!refused.isEmpty()) {
      throw checks.failure(
          "the relationship of %s has levels that are none of its %s, or the same as others (%s)"
              .formatted(
                  observed.label(),
                  structure.levels().get(factor).kind().words(),
                  UnknownLevelException.listing(List.copyOf(refused))));
    }
    Set<String> strange = new TreeSet<>(observed.observed());
    known.forEach(strange::remove);
    for (String level : known) {
      strange.remove(levels.labels().get(levels.indexOf(level)));
    }
    if (!strange.isEmpty()) {
      throw checks.failure(
          ("rows have levels of %s that its relationship does not know (%s). Add them to it (an"
                  + " animal of unknown parents has none), or leave their rows out")
              .formatted(observed.label(), UnknownLevelException.listing(List.copyOf(strange))));
    }
    return levels;
  }

  /** The levels of a related group. */
  GroupLevels levels(Grouping group) {
    String label = group.factors().get(0);
    FactorLevels levels = extended(label);
    int[] positions =
        relationship(label).levels().stream().mapToInt(levels::indexOf).sorted().toArray();
    int[] factor = {structure.factors().indexOf(label)};
    return new GroupLevels(group, factor, new FactorLevels[] {levels}, new int[][] {positions});
  }

  private Relationship relationship(String label) {
    Relationship found = relationships.get(label);
    if (found == null) {
      throw new IllegalStateException("no relationship of " + label);
    }
    return found;
  }

  private FactorLevels extended(String label) {
    FactorLevels found = extended.get(label);
    if (found == null) {
      throw new IllegalStateException("the levels of " + label + " have not been related");
    }
    return found;
  }

  /**
   * The group with the precision of its effects.
   *
   * @param g its number
   * @param levels what {@link #levels} gave
   * @param size the number of effects of a level
   */
  PreciseGroup precise(int g, GroupLevels levels, int size) {
    FactorLevels factor = extended(structure.groups().get(g).factors().get(0));
    Relationship relationship = relationship(factor.label());
    DMatrixSparseCSC matrix = relationship.precision();
    int n = levels.size();
    int[] positionOf =
        relationship.levels().stream().mapToInt(l -> levels.index(factor.indexOf(l))).toArray();
    int[] columnAt = new int[n];
    IntStream.range(0, n).forEach(c -> columnAt[positionOf[c]] = c);
    double[] diagonal = new double[n];
    int[] rowStart = new int[n + 1];
    for (int c = 0; c < n; c++) {
      for (int at = matrix.col_idx[c]; at < matrix.col_idx[c + 1]; at++) {
        int row = positionOf[matrix.nz_rows[at]];
        if (row == positionOf[c]) {
          diagonal[row] = matrix.nz_values[at];
        } else if (row > positionOf[c] && matrix.nz_values[at] != 0) {
          rowStart[row + 1]++;
        }
      }
    }
    for (int row = 0; row < n; row++) {
      rowStart[row + 1] += rowStart[row];
    }
    int[] next = Arrays.copyOf(rowStart, n);
    int[] column = new int[rowStart[n]];
    double[] below = new double[column.length];
    for (int position = 0; position < n; position++) {
      int c = columnAt[position];
      for (int at = matrix.col_idx[c]; at < matrix.col_idx[c + 1]; at++) {
        int row = positionOf[matrix.nz_rows[at]];
        if (row > position && matrix.nz_values[at] != 0) {
          column[next[row]] = position;
          below[next[row]++] = matrix.nz_values[at];
        }
      }
    }
    LevelPrecision precision = LevelPrecision.sparse(diagonal, below);
    return new PreciseGroup(
        new EquationPattern.Group(n, size, precision),
        new EquationPattern.Pair(g, g, rowStart, column));
  }
}
