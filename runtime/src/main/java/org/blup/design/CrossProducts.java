package org.blup.design;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cross-products of a model's matrices, summed over rows in one pass. No row is kept; memory
 * grows with the combinations of levels observed. Parts may be summed apart and merged. Not
 * thread-safe: one thread fills one part.
 *
 * @param <R> the type of the rows
 */
public final class CrossProducts<R> {

  private final ModelStructure structure;
  private final RowReader<R> reader;
  private final DesignRow design;
  private final Moments moments;
  private final MissingRows missing = new MissingRows();
  private long rows;
  private double sumLogWeights;

  /** No rows yet. */
  public CrossProducts(ModelStructure structure, RowReader<R> reader) {
    this.structure = structure;
    this.reader = reader;
    design = new DesignRow(structure);
    moments = new Moments(structure);
  }

  /**
   * Adds one row.
   *
   * @throws InvalidValueException if a number is infinite or a weight not positive; the row is then
   *     not added
   */
  public void add(R row) {
    boolean added = false;
    design.begin();
    try {
      added = read(row);
    } finally {
      if (!added) {
        design.undo();
      }
    }
  }

  /**
   * Adds the rows of another part of the same model, as if they followed this one's.
   *
   * @return this
   * @throws BlupException if the other part is this one, or of another model
   */
  public CrossProducts<R> merge(CrossProducts<R> other) {
    if (other == this) {
      throw new BlupException(structure.name() + ": cross-products cannot be merged with themselves");
    }
    if (!structure.equals(other.structure)) {
      throw new BlupException(
          "cross-products of " + other.structure + " cannot be merged into those of " + structure);
    }
    moments.merge(other.moments, levelMaps(other));
    missing.append(other.missing, seen());
    rows += other.rows;
    sumLogWeights += other.sumLogWeights;
    return this;
  }

  /** The number of rows added, without those left out. */
  public long rows() {
    return rows;
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    return missing.count();
  }

  /**
   * Ends the pass: checks the data, sorts the levels and assembles the equations. More rows may be
   * added afterwards.
   *
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are any
   * @throws BlupException if the data cannot carry the model
   */
  public ObservedDesign observe(boolean omitMissing) {
    if (!omitMissing) {
      missing.failIfAny(seen());
    }
    DataChecks checks = new DataChecks(structure, rows, missing.count());
    checks.rows();
    moments.flush();
    List<FactorLevels> factors = new ArrayList<>();
    for (int f = 0; f < structure.factors().size(); f++) {
      factors.add(FactorLevels.of(design.dictionary(f), structure.levels().get(f)));
    }
    return new DesignAssembly(structure, moments, factors, checks)
        .assemble(rows, missing.count(), sumLogWeights);
  }

  private boolean read(@Nullable R row) {
    if (row == null) {
      throw new BlupException("row " + RowErrors.position(seen()) + " is null");
    }
    reader.read(row, design);
    if (!design.isComplete()) {
      String component = design.missing();
      if (component == null) {
        throw RowErrors.invalid(structure, design, seen());
      }
      missing.add(component, seen());
      return false;
    }
    moments.add(design);
    rows++;
    if (structure.weight().isPresent()) {
      sumLogWeights += Math.log(design.weight);
    }
    return true;
  }

  private long seen() {
    return rows + missing.count();
  }

  private int[][] levelMaps(CrossProducts<R> other) {
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
}
