package org.blup.internal.design.pass;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows into a design row and judges them: complete, left out because a value is missing, or
 * an error. Only what is complete goes on to leave traces.
 */
public final class RowIntake<R> {

  private final ModelStructure structure;
  private final RowReader<R> reader;
  private final DesignRow design;
  private final MissingRows missing = new MissingRows();
  private long rows;
  private final LargestRow heaviest = new LargestRow();
  private final LargestRow furthest = new LargestRow();
  private final LargestRow roundedMost = new LargestRow();

  public RowIntake(ModelStructure structure, RowReader<R> reader) {
    this.structure = structure;
    this.reader = reader;
    design = new DesignRow(structure);
  }

  ModelStructure structure() {
    return structure;
  }

  RowReader<R> reader() {
    return reader;
  }

  /** The row read last. */
  public DesignRow design() {
    return design;
  }

  /** The number of complete rows. */
  public long rows() {
    return rows;
  }

  public long omitted() {
    return missing.count();
  }

  /**
   * Reads a row.
   *
   * @return whether it is complete; if not, it has been counted as missing
   */
  public boolean read(@Nullable R row) {
    if (row == null) {
      throw new BlupException(
          structure.name() + ": row " + RowErrors.position(seen()) + " is null. Leave it out");
    }
    design.begin();
    reader.read(row, design);
    design.end();
    if (!design.isComplete()) {
      judge();
      return false;
    }
    note(design);
    rows++;
    return true;
  }

  private void note(DesignRow row) {
    double root = row.weight == 1 ? 1 : Math.sqrt(row.weight);
    heaviest.add(row.weight, row.weight, seen());
    furthest.add(Math.abs(row.response) * root, row.response, seen());
    if (row.offset != 0) {
      roundedMost.add(Math.abs(row.roundingOfResponse()) * root, row.offset, seen());
    }
  }

  /**
   * The rows that may cost digits.
   *
   * @param subtracted what subtractions have left of rounding errors, as {@link RowExtremes} has it
   */
  RowExtremes extremes(double subtracted) {
    return new RowExtremes(
        heaviest.extreme(), furthest.extreme(), roundedMost.extreme(), subtracted);
  }

  public void failOnMissing() {
    missing.failIfAny(structure.name(), seen());
  }

  /** Counts the rows that another intake has read as if they followed. */
  void append(RowIntake<R> other) {
    heaviest.append(other.heaviest, seen());
    furthest.append(other.furthest, seen());
    roundedMost.append(other.roundedMost, seen());
    missing.append(other.missing, seen());
    rows += other.rows;
  }

  /**
   * Takes the counts of rows away that another intake has read. What was noted of single rows stays
   * as long as there are any, since it is not known whether these are among them.
   */
  void subtract(RowIntake<R> other) {
    rows -= other.rows;
    missing.subtract(other.missing);
    for (LargestRow largest : List.of(heaviest, furthest, roundedMost)) {
      largest.reduce();
      if (rows == 0) {
        largest.clear();
      }
    }
  }

  /** Counts rows that are only known to be complete. */
  void count(long complete) {
    rows += complete;
  }

  /** Forgets all complete rows, which are to be read again. */
  void forgetRows() {
    rows = 0;
    List.of(heaviest, furthest, roundedMost).forEach(LargestRow::clear);
  }

  /** Forgets all rows. */
  void clear() {
    forgetRows();
    missing.clear();
  }

  /** Counts and notes a row that was complete, and stands in {@link #design} again. */
  void readAgain() {
    note(design);
    rows++;
  }

  /** Writes what was counted and noted of the rows. */
  void write(BinaryOutput out) {
    out.count(rows);
    missing.write(out);
    heaviest.write(out);
    furthest.write(out);
    roundedMost.write(out);
  }

  /** Reads what another intake wrote into this one, which has read no rows. */
  void read(BinaryInput in) {
    rows = in.longCount();
    missing.read(in);
    heaviest.read(in);
    furthest.read(in);
    roundedMost.read(in);
  }

  private void judge() {
    String component = design.missing();
    if (component == null) {
      throw RowErrors.invalid(structure, design, seen());
    }
    missing.add(component, seen());
  }

  private long seen() {
    return rows + missing.count();
  }
}
