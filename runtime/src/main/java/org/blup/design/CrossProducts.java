package org.blup.design;

/**
 * The cross-products of a model's matrices, summed over rows in one pass. No row is kept; memory
 * grows with the combinations of levels observed. Parts may be summed apart and merged. Not
 * thread-safe: one thread fills one part.
 *
 * @param <R> the type of the rows
 */
public final class CrossProducts<R> {

  private final RowIntake<R> intake;
  private final Moments moments;
  private final boolean weighted;
  private double sumLogWeights;

  /** No rows yet. */
  public CrossProducts(ModelStructure structure, RowReader<R> reader) {
    intake = new RowIntake<>(structure, reader);
    moments = new Moments(structure);
    weighted = structure.weight().isPresent();
  }

  public ModelStructure structure() {
    return intake.structure();
  }

  /**
   * Adds one row. A row with a missing value is counted and left out.
   *
   * @throws InvalidValueException if a number is infinite or a weight not positive; the row is then
   *     not added
   * @throws BlupException if the row is null
   */
  public void add(R row) {
    if (intake.read(row)) {
      moments.add(intake.design());
      if (weighted) {
        sumLogWeights += Math.log(intake.design().weight);
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
      throw new BlupException(
          structure().name()
              + ": cross-products cannot be merged with themselves. Merge another part");
    }
    if (!structure().equals(other.structure())) {
      throw new BlupException(
          structure()
              + ": cross-products of another model, "
              + other.structure()
              + ", cannot be merged into these. Merge parts of one model");
    }
    moments.merge(other.moments);
    intake.append(other.intake);
    sumLogWeights += other.sumLogWeights;
    return this;
  }

  /** The number of rows added, without those left out. */
  public long rows() {
    return intake.rows();
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    return intake.omitted();
  }

  /**
   * Ends the pass: checks the data, sorts the levels and assembles the equations. More rows may be
   * added afterwards.
   *
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are
   *     any
   * @throws BlupException if the data cannot carry the model
   */
  public ObservedDesign observe(boolean omitMissing) {
    if (!omitMissing) {
      intake.failOnMissing();
    }
    DataChecks checks = new DataChecks(structure(), rows(), omitted());
    checks.rows();
    moments.flush();
    return new DesignAssembly(structure(), moments, moments.levels(), checks)
        .assemble(rows(), omitted(), sumLogWeights);
  }
}
