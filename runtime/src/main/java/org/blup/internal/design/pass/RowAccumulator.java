package org.blup.internal.design.pass;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.numeric.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * Cross-products while rows are added.
 *
 * @param <R> the type of the rows
 */
public final class RowAccumulator<R> implements CrossProducts<R> {

  private final RowIntake<R> intake;
  private RowSummation sums;

  /** The rows, where residuals covary within subjects. */
  private Optional<RowStore> kept;

  private final ExclusiveUse use = new ExclusiveUse();

  /** Why the sums can no longer be used. */
  private volatile @Nullable Supplier<BlupException> spoilt;

  /** No rows yet. */
  public RowAccumulator(ModelStructure structure, RowReader<R> reader) {
    intake = new RowIntake<>(structure, reader);
    sums = new RowSummation(structure);
    kept = structure.residual().map(residual -> new RowStore(structure));
  }

  /**
   * The accumulator behind what a user hands over.
   *
   * @throws BlupException if it is no object of a model
   */
  public static <R> RowAccumulator<R> of(CrossProducts<R> products) {
    if (products instanceof RowAccumulator<R> accumulator) {
      return accumulator;
    }
    throw new BlupException(
        products.getClass().getName()
            + " is not Blup's own kind of cross-products. Use those that the model makes:"
            + " crossProducts()");
  }

  public ModelStructure structure() {
    return intake.structure();
  }

  @Override
  public void add(R row) {
    Interruption.check(intake.rows());
    enterToChange();
    try {
      if (intake.read(row)) {
        addRow();
      }
    } finally {
      use.exit();
    }
  }

  private void addRow() {
    try {
      sums.add(intake.design());
      kept.ifPresent(store -> store.add(intake.design()));
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    }
  }

  @Override
  public RowAccumulator<R> merge(CrossProducts<R> part) {
    if (part == null) {
      throw new BlupException(structure().name() + ": the part to merge is null. Merge a part");
    }
    RowAccumulator<R> other = of(part);
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
    enterToChange();
    try {
      return other.reading(
          () -> {
            sums.merge(other.sums);
            kept.ifPresent(store -> other.kept.ifPresent(store::append));
            intake.append(other.intake);
            return this;
          });
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } finally {
      use.exit();
    }
  }

  @Override
  public long rows() {
    return intake.rows();
  }

  @Override
  public long omitted() {
    return intake.omitted();
  }

  /** The rows, where residuals covary within subjects; for those who {@link #read}. */
  public Optional<RowStore> kept() {
    return kept;
  }

  /** Rows that may cost others their digits, or have lost their own. */
  public RowExtremes extremes() {
    return intake.extremes();
  }

  /**
   * Lets the sums of all rows so far be read, for the packages of Blup. They stay as they are, and
   * more rows may be added afterwards. Several threads that read take turns.
   *
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are
   *     any
   * @throws BlupException if another thread is adding rows
   */
  public <T> T read(boolean omitMissing, Function<Moments, T> reader) {
    return reading(
        () -> {
          if (!omitMissing) {
            intake.failOnMissing();
          }
          return reader.apply(sums.moments());
        });
  }

  /** Gives up the sums, which are incomplete. */
  private ModelTooLargeException outOfMemory(OutOfMemoryError e) {
    Moments moments = sums.moments();
    String rowsKept =
        kept.map(
                store ->
                    ", of which the rows that its residual covariance needs take "
                        + ModelTooLargeException.size(store.bytes())
                        + ",")
            .orElse("");
    long bytes = moments.bytes() + kept.map(RowStore::bytes).orElse(0L);
    String message =
        "%s: the sums over %s have grown to %s%s after %s rows and need more than the %s of memory"
                .formatted(
                    structure().name(),
                    moments.extent(),
                    ModelTooLargeException.size(bytes),
                    rowsKept,
                    rows(),
                    ModelTooLargeException.heap())
            + " that Java has. Give it more (-Xmx), or group by fewer levels";
    sums = new RowSummation(structure());
    kept = Optional.empty();
    spoilt = () -> new ModelTooLargeException(message);
    return new ModelTooLargeException(message, e);
  }

  private void enterToChange() {
    failIfSpoilt();
    if (!use.enter()) {
      String message =
          structure().name()
              + ": two threads used these cross-products at the same time, so rows are missing. Let"
              + " each thread fill cross-products of its own, and merge them";
      spoilt = () -> new BlupException(message);
      throw new BlupException(message);
    }
  }

  private synchronized <T> T reading(Supplier<T> read) {
    failIfSpoilt();
    if (!use.enter()) {
      throw new BlupException(
          structure().name()
              + ": another thread is adding rows to these cross-products. Wait until all rows are"
              + " in");
    }
    try {
      return sums.withWaitingRows(read);
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } finally {
      use.exit();
    }
  }

  private void failIfSpoilt() {
    Supplier<BlupException> reason = spoilt;
    if (reason != null) {
      throw reason.get();
    }
  }

  @Override
  public String toString() {
    return structure() + ": cross-products of " + rows() + " rows";
  }
}
