package org.blup.design;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows into a design row and judges them: complete, left out because a value is missing, or an
 * error, after which everything is as if the row had not been read.
 */
final class RowIntake<R> {

  private final ModelStructure structure;
  private final RowReader<R> reader;
  private final DesignRow design;
  private final MissingRows missing = new MissingRows();
  private long rows;

  RowIntake(ModelStructure structure, RowReader<R> reader) {
    this.structure = structure;
    this.reader = reader;
    design = new DesignRow(structure);
  }

  ModelStructure structure() {
    return structure;
  }

  /** The row read last. */
  DesignRow design() {
    return design;
  }

  /** The number of complete rows. */
  long rows() {
    return rows;
  }

  long omitted() {
    return missing.count();
  }

  /**
   * Reads a row.
   *
   * @return whether it is complete; if not, it has been counted as missing
   */
  boolean read(@Nullable R row) {
    if (row == null) {
      throw new BlupException(
          structure.name() + ": row " + RowErrors.position(seen()) + " is null. Leave it out");
    }
    boolean complete = false;
    design.begin();
    try {
      reader.read(row, design);
      complete = design.isComplete() || judge();
    } finally {
      if (!complete) {
        design.undo();
      }
    }
    if (complete) {
      rows++;
    }
    return complete;
  }

  void failOnMissing() {
    missing.failIfAny(structure.name(), seen());
  }

  /** The levels of all factors, sorted. */
  List<FactorLevels> levels() {
    List<FactorLevels> factors = new ArrayList<>();
    for (int f = 0; f < structure.factors().size(); f++) {
      factors.add(
          FactorLevels.of(structure.name(), design.dictionary(f), structure.levels().get(f)));
    }
    return factors;
  }

  /**
   * Appends what another intake has read.
   *
   * @return for each factor this intake's number of each of the other's levels
   */
  int[][] append(RowIntake<R> other) {
    missing.append(other.missing, seen());
    rows += other.rows;
    int[][] maps = new int[structure.factors().size()][];
    for (int f = 0; f < maps.length; f++) {
      LevelDictionary theirs = other.design.dictionary(f);
      maps[f] = new int[theirs.size()];
      for (int id = 0; id < maps[f].length; id++) {
        maps[f][id] = design.dictionary(f).addFrom(theirs, id);
      }
    }
    return maps;
  }

  private boolean judge() {
    String component = design.missing();
    if (component == null) {
      throw RowErrors.invalid(structure, design, seen());
    }
    missing.add(component, seen());
    return false;
  }

  private long seen() {
    return rows + missing.count();
  }
}
