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

  /**
   * Should there be no memory for better words. Made with the class: the first use of a lambda
   * takes memory, which is not there when memory has run out.
   */
  private static final Supplier<BlupException> INCOMPLETE =
      () ->
          new ModelTooLargeException(
              "memory ran out while rows were added: these cross-products are incomplete. Give Java"
                  + " more (-Xmx), or group by fewer levels");

  private final SummedRows<R> summed;
  private final SumsAccess access;

  /**
   * No rows yet.
   *
   * @throws BlupException if knots of the model are to be found in the rows before
   */
  public RowAccumulator(ModelStructure structure, RowReader<R> reader) {
    if (structure.isOpen()) {
      throw KnotPass.needed(structure);
    }
    summed = new SummedRows<>(structure, reader);
    access = new SumsAccess(structure.name());
  }

  private RowAccumulator(SummedRows<R> summed) {
    this.summed = summed;
    access = new SumsAccess(summed.structure().name());
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
    return summed.structure();
  }

  @Override
  public void add(R row) {
    access.enterToChange();
    try {
      addUnshared(row);
    } finally {
      access.exit();
    }
  }

  /** Adds a row to sums that no other thread can reach, which costs less. */
  public void addUnshared(R row) {
    Interruption.check(summed.rows());
    if (summed.read(row)) {
      addRead();
    }
  }

  @Override
  public RowAccumulator<R> addAll(Iterable<? extends R> rows) {
    Iterable<? extends R> checked = Rows.checked(rows);
    int size = rows instanceof Collection<?> all ? all.size() : 0;
    new RowFeed<>(this::add).feed(checked, summed.parallel(size).map(this::adding));
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
        return summed.isBetweenBlocks();
      }

      @Override
      public boolean add(List<? extends R> rows) {
        access.enterToChange();
        try {
          return summation.add(rows);
        } catch (OutOfMemoryError e) {
          throw outOfMemory(e);
        } finally {
          access.exit();
        }
      }
    };
  }

  private void addRead() {
    try {
      summed.addRead();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    }
  }

  @Override
  public RowAccumulator<R> merge(CrossProducts<R> part) {
    RowAccumulator<R> other = checked(part, "Merge", "merged with", "merged into");
    return changing(other, () -> summed.merge(other.summed));
  }

  @Override
  public RowAccumulator<R> subtract(CrossProducts<R> part) {
    RowAccumulator<R> other = checked(part, "Subtract", "subtracted from", "subtracted from");
    return changing(other, () -> summed.subtract(other.summed));
  }

  @Override
  public double lostDigits() {
    return reading(() -> summed.moments().lostDigits().digits());
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
    access.enterToChange();
    try {
      return other.reading(
          () -> {
            try {
              change.run();
            } catch (OutOfMemoryError e) {
              access.spoil(INCOMPLETE);
              throw outOfMemory(summed.memory().ofMerge(other.summed.memory()), e);
            }
            return this;
          });
    } finally {
      access.exit();
    }
  }

  @Override
  public long rows() {
    return summed.rows();
  }

  @Override
  public long omitted() {
    return summed.omitted();
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
          summed.write(output);
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
      summed.read(in);
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    }
    in.end();
    summed.checkRead(in);
  }

  /** The sums of all rows so far in as little memory as they need; nothing must be added. */
  public RowAccumulator<R> asFinal() {
    return entering(
        () -> {
          try {
            return new RowAccumulator<>(summed.asFinal());
          } catch (OutOfMemoryError e) {
            throw new ModelTooLargeException(summed.memory().ofFit(), e);
          }
        });
  }

  /**
   * The same sums with one level in the place of all of the only grouping factor: what fixed
   * effects and sums over all levels are made of.
   */
  public RowAccumulator<R> collapsed() {
    return reading(() -> new RowAccumulator<>(summed.collapsed()));
  }

  /**
   * The sums of the levels of the only grouping factor, those of the same level always in the part
   * of the same number. What parts of several passes have of it are to be merged into {@link
   * #withoutSums}.
   *
   * @param count how many parts; some may have no rows
   */
  public List<RowAccumulator<R>> split(int count) {
    return reading(() -> summed.split(count).stream().map(RowAccumulator::new).toList());
  }

  /**
   * Of {@linkplain #collapsed collapsed} sums, no rows, but the levels of all factors that have
   * effects, so that what is merged into it numbers them alike.
   */
  public RowAccumulator<R> withoutSums() {
    return reading(() -> new RowAccumulator<>(summed.withoutSums()));
  }

  /** The rows, where residuals covary within subjects; for those who {@link #read}. */
  public Optional<RowStore> kept() {
    return summed.kept();
  }

  /** Rows that may cost others their digits, or have lost their own. */
  public RowExtremes extremes() {
    return summed.extremes();
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
            summed.failOnMissing();
          }
          return reader.apply(summed.moments());
        });
  }

  /** Numbers first, then room for words: there may be no memory left for them. */
  private ModelTooLargeException outOfMemory(OutOfMemoryError e) {
    return outOfMemory(summed.letGo(access, INCOMPLETE), e);
  }

  /** Gives up the sums, which are incomplete. */
  private ModelTooLargeException outOfMemory(String message, OutOfMemoryError e) {
    summed.clear();
    access.spoil(() -> new ModelTooLargeException(message));
    return new ModelTooLargeException(message, e);
  }

  private <T> T reading(Supplier<T> read) {
    return entering(() -> summed.withWaitingRows(read));
  }

  private synchronized <T> T entering(Supplier<T> read) {
    access.enterToRead();
    try {
      return read.get();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } finally {
      access.exit();
    }
  }

  @Override
  public String toString() {
    return structure() + ": cross-products of " + rows() + " rows";
  }
}
