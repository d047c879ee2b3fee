package org.blup.internal.design.pass;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.StorageException;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.moments.RefusedSubtraction;
import org.blup.internal.design.moments.SumsFile;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.blup.internal.io.StoredFile;
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

  /**
   * No rows yet.
   *
   * @throws BlupException if knots of the model are to be found in the rows before
   */
  public RowAccumulator(ModelStructure structure, RowReader<R> reader) {
    if (structure.isOpen()) {
      throw KnotPass.needed(structure);
    }
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

  @Override
  public RowAccumulator<R> addAll(Iterable<? extends R> rows) {
    Iterable<? extends R> checked = Rows.checked(rows);
    int size = rows instanceof Collection<?> all ? all.size() : 0;
    Optional<ParallelSummation<R>> parallel =
        size >= ParallelSummation.LEAST_ROWS && kept.isEmpty()
            ? ParallelSummation.of(structure(), intake, sums, size)
            : Optional.empty();
    new RowFeed<>(this::add).feed(checked, parallel.map(this::adding));
    return this;
  }

  /** Adds some rows at once where that is possible. */
  private RowFeed.Batches<R> adding(ParallelSummation<R> summation) {
    return new RowFeed.Batches<>() {
      @Override
      public int capacity() {
        return summation.capacity();
      }

      @Override
      public boolean isReady() {
        return sums.isBetweenBlocks();
      }

      @Override
      public boolean add(List<? extends R> rows) {
        enterToChange();
        try {
          return summation.add(rows);
        } catch (OutOfMemoryError e) {
          throw outOfMemory(e);
        } finally {
          use.exit();
        }
      }
    };
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
    RowAccumulator<R> other = checked(part, "Merge", "merged with", "merged into");
    return changing(
        other,
        () -> {
          sums.merge(other.sums);
          kept.ifPresent(store -> other.kept.ifPresent(store::append));
          intake.append(other.intake);
        });
  }

  @Override
  public RowAccumulator<R> subtract(CrossProducts<R> part) {
    RowAccumulator<R> other = checked(part, "Subtract", "subtracted from", "subtracted from");
    return changing(
        other,
        () -> {
          if (other.rows() > rows() || other.omitted() > omitted()) {
            throw RefusedSubtraction.because(
                structure(),
                "there are %d rows and %d with a missing value, of which %d and %d would be taken away"
                    .formatted(rows(), omitted(), other.rows(), other.omitted()));
          }
          if (kept.isPresent() && other.kept.isPresent()) {
            RowStore store = kept.get();
            int[] left = new RowSubtraction(structure(), store, other.kept.get()).left();
            intake.subtract(other.intake);
            sumAnew(store, left);
          } else {
            if (other.rows() > 0) {
              sums.subtract(other.sums);
            }
            intake.subtract(other.intake);
          }
          if (rows() == 0) {
            sums = new RowSummation(structure());
          }
        });
  }

  /** Sums some kept rows alone, so that no digit is lost. */
  private void sumAnew(RowStore all, int[] some) {
    RowSummation summed = new RowSummation(structure());
    RowStore store = new RowStore(structure());
    intake.forgetRows();
    for (int row : some) {
      all.read(row, intake.design());
      summed.add(intake.design());
      store.add(intake.design());
      intake.readAgain();
    }
    sums = summed;
    kept = Optional.of(store);
  }

  @Override
  public double lostDigits() {
    return reading(() -> sums.moments().lostDigits().digits());
  }

  /** A part that is not this one, of the same model. */
  private RowAccumulator<R> checked(
      @Nullable CrossProducts<R> part, String action, String doneWith, String doneTo) {
    if (part == null) {
      throw new BlupException(
          "%s: the part to %s is null. %s a part"
              .formatted(structure().name(), action.toLowerCase(Locale.ROOT), action));
    }
    RowAccumulator<R> other = of(part);
    if (other == this) {
      throw new BlupException(
          "%s: cross-products cannot be %s themselves. %s another part"
              .formatted(structure().name(), doneWith, action));
    }
    if (!structure().equals(other.structure())) {
      throw new BlupException(
          "%s: cross-products of another model, %s, cannot be %s these. %s parts of one model"
              .formatted(structure(), other.structure(), doneTo, action));
    }
    return other;
  }

  /** Changes these sums by those of a part. */
  private RowAccumulator<R> changing(RowAccumulator<R> other, Runnable change) {
    enterToChange();
    try {
      return other.reading(
          () -> {
            try {
              change.run();
            } catch (OutOfMemoryError e) {
              throw outOfMemory(memory().ofMerge(other.memory()), e);
            }
            return this;
          });
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

  @Override
  public void writeTo(OutputStream out) {
    StoredFile.write(out, SumsFile.WHAT, this::write);
  }

  @Override
  public void writeTo(Path file) {
    StoredFile.write(file, SumsFile.WHAT, this::write);
  }

  private void write(OutputStream out) {
    entering(
        () -> {
          BinaryOutput output = SumsFile.begin(out, structure());
          intake.write(output);
          sums.write(output);
          kept.ifPresent(store -> store.write(output));
          output.end();
          return this;
        });
  }

  /**
   * Reads what {@link #writeTo(OutputStream)} wrote.
   *
   * @param source what is read, for messages
   * @throws StorageException if it is damaged, of another model, or of another version
   */
  public static <R> RowAccumulator<R> read(
      InputStream in, String source, ModelStructure structure, RowReader<R> reader) {
    RowAccumulator<R> read = new RowAccumulator<>(structure, reader);
    read.readFrom(SumsFile.begin(in, source, structure));
    return read;
  }

  /** The same from a stream that has nothing else. */
  public static <R> RowAccumulator<R> readWhole(
      InputStream in, String source, ModelStructure structure, RowReader<R> reader) {
    RowAccumulator<R> read = new RowAccumulator<>(structure, reader);
    BinaryInput input = SumsFile.begin(in, source, structure);
    read.readFrom(input);
    input.endOfStream();
    return read;
  }

  private void readFrom(BinaryInput in) {
    try {
      intake.read(in);
      sums.read(in);
      kept.ifPresent(store -> store.read(in));
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    }
    in.end();
    long stored = kept.map(store -> (long) store.size()).orElse(intake.rows());
    if (sums.rows() != intake.rows() || stored != intake.rows()) {
      throw in.damaged("sums of %d rows, of %d".formatted(sums.rows(), intake.rows()));
    }
  }

  /** The sums of all rows so far in as little memory as they need; nothing must be added. */
  public RowAccumulator<R> asFinal() {
    return entering(
        () -> {
          RowAccumulator<R> same = new RowAccumulator<>(structure(), intake.reader());
          same.intake.append(intake);
          try {
            same.sums = sums.asFinal();
            same.kept = kept.map(RowStore::asFinal);
          } catch (OutOfMemoryError e) {
            throw new ModelTooLargeException(memory().ofFit(), e);
          }
          return same;
        });
  }

  /** The rows, where residuals covary within subjects; for those who {@link #read}. */
  public Optional<RowStore> kept() {
    return kept;
  }

  /** Rows that may cost others their digits, or have lost their own. */
  public RowExtremes extremes() {
    return intake.extremes(sums.moments().roundingOfResponse());
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

  private SumsMemory memory() {
    return new SumsMemory(structure(), sums.moments(), kept);
  }

  /** Numbers first, then room for words: there may be no memory left for them. */
  private ModelTooLargeException outOfMemory(OutOfMemoryError e) {
    Moments moments = sums.moments();
    long rows = rows();
    long ofRows = kept.isPresent() ? kept.get().bytes() : 0;
    long bytes = moments.bytes() + ofRows;
    long growth = Math.max(moments.growth(), kept.isPresent() ? kept.get().growth() : 0);
    kept = Optional.empty();
    moments.letGo();
    spoilt = RowAccumulator::incomplete;
    return outOfMemory(
        SumsMemory.ofPass(structure(), moments.extent(), bytes, ofRows, growth, rows), e);
  }

  /** Should there be no memory for better words either. */
  private static BlupException incomplete() {
    return new ModelTooLargeException(
        "memory ran out while rows were added: these cross-products are incomplete. Give Java more"
            + " (-Xmx), or group by fewer levels");
  }

  /** Gives up the sums, which are incomplete. */
  private ModelTooLargeException outOfMemory(String message, OutOfMemoryError e) {
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

  private <T> T reading(Supplier<T> read) {
    return entering(() -> sums.withWaitingRows(read));
  }

  private synchronized <T> T entering(Supplier<T> read) {
    failIfSpoilt();
    if (!use.enter()) {
      throw new BlupException(
          structure().name()
              + ": another thread is adding rows to these cross-products. Wait until all rows are"
              + " in");
    }
    try {
      return read.get();
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
