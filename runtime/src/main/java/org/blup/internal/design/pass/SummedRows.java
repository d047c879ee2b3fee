package org.blup.internal.design.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.moments.LevelSplit;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.moments.RefusedSubtraction;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * What cross-products hold of their rows: what was counted and noted of them, their sums, and,
 * where residuals covary within subjects, the rows.
 */
final class SummedRows<R> {

  private final RowIntake<R> intake;
  private RowSummation sums;
  private Optional<RowStore> kept;

  /** No rows yet. */
  SummedRows(ModelStructure structure, RowReader<R> reader) {
    this(
        new RowIntake<>(structure, reader),
        new RowSummation(structure),
        structure.residual().map(residual -> new RowStore(structure)));
  }

  private SummedRows(RowIntake<R> intake, RowSummation sums, Optional<RowStore> kept) {
    this.intake = intake;
    this.sums = sums;
    this.kept = kept;
  }

  ModelStructure structure() {
    return intake.structure();
  }

  RowReader<R> reader() {
    return intake.reader();
  }

  /** The number of complete rows. */
  long rows() {
    return intake.rows();
  }

  /** The number of rows with a missing value. */
  long omitted() {
    return intake.omitted();
  }

  void failOnMissing() {
    intake.failOnMissing();
  }

  RowExtremes extremes() {
    return intake.extremes(sums.moments().roundingOfResponse());
  }

  /** The sums of all blocks that were full. */
  Moments moments() {
    return sums.moments();
  }

  /** The rows, where they are kept. */
  Optional<RowStore> kept() {
    return kept;
  }

  /**
   * Reads a row, which {@link #addRead} then adds.
   *
   * @return whether it is complete; if not, it has been counted as missing
   */
  boolean read(R row) {
    return intake.read(row);
  }

  void addRead() {
    sums.add(intake.design());
    if (kept.isPresent()) {
      kept.get().add(intake.design());
    }
  }

  /** What adds so many rows on several threads, where that is possible. */
  Optional<ParallelSummation<R>> parallel(int count) {
    return count >= ParallelSummation.LEAST_ROWS && kept.isEmpty()
        ? ParallelSummation.of(structure(), intake, sums, count)
        : Optional.empty();
  }

  /** Whether no row is waiting for its block to be full, and there have been some. */
  boolean isBetweenBlocks() {
    return sums.isBetweenBlocks();
  }

  /** Reads the sums with those of the waiting rows; all are the same afterwards. */
  <T> T withWaitingRows(Supplier<T> read) {
    return sums.withWaitingRows(read);
  }

  /** Adds the rows of a part, whose waiting rows are being read. */
  void merge(SummedRows<R> part) {
    sums.merge(part.sums);
    kept.ifPresent(store -> part.kept.ifPresent(store::append));
    intake.append(part.intake);
  }

  /**
   * Takes the rows of a part away again, whose waiting rows are being read.
   *
   * @throws BlupException if they are not among these; nothing has changed then
   */
  void subtract(SummedRows<R> part) {
    if (part.rows() > rows() || part.omitted() > omitted()) {
      throw RefusedSubtraction.because(
          structure(),
          "there are %d rows and %d with a missing value, of which %d and %d would be taken away"
              .formatted(rows(), omitted(), part.rows(), part.omitted()));
    }
    if (kept.isPresent() && part.kept.isPresent()) {
      RowStore store = kept.get();
      int[] left = new RowSubtraction(structure(), store, part.kept.get()).left();
      intake.subtract(part.intake);
      sumAnew(store, left);
    } else {
      if (part.rows() > 0) {
        sums.subtract(part.sums);
      }
      intake.subtract(part.intake);
    }
    if (rows() == 0) {
      sums = new RowSummation(structure());
    }
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

  /** The same as they are now, in as little memory as they need; nothing must be added. */
  SummedRows<R> asFinal() {
    RowIntake<R> same = new RowIntake<>(structure(), reader());
    same.append(intake);
    return new SummedRows<>(same, sums.asFinal(), kept.map(RowStore::asFinal));
  }

  /** The same rows with one level in the place of all of the only grouping factor. */
  SummedRows<R> collapsed() {
    SummedRows<R> same = with(LevelSplit.of(structure()).collapsed(moments()));
    same.intake.append(intake);
    return same;
  }

  /** The sums of the levels of the only grouping factor, in so many parts. */
  List<SummedRows<R>> split(int count) {
    List<SummedRows<R>> parts = new ArrayList<>();
    for (Moments moments : LevelSplit.of(structure()).split(moments(), count)) {
      SummedRows<R> part = with(moments);
      part.intake.count(moments.rows());
      parts.add(part);
    }
    return parts;
  }

  /** No rows, with the levels that these number of all factors but those of the group. */
  SummedRows<R> withoutSums() {
    return with(LevelSplit.of(structure()).withoutSums(moments()));
  }

  private SummedRows<R> with(Moments moments) {
    SummedRows<R> others = new SummedRows<>(structure(), reader());
    others.sums = new RowSummation(structure(), moments);
    return others;
  }

  void write(BinaryOutput out) {
    intake.write(out);
    sums.write(out);
    kept.ifPresent(store -> store.write(out));
  }

  /** Reads rows into these, of which there are none. */
  void read(BinaryInput in) {
    intake.read(in);
    sums.read(in);
    kept.ifPresent(store -> store.read(in));
  }

  /** Fails if sums that were read are not of as many rows as were counted. */
  void checkRead(BinaryInput in) {
    long stored = kept.map(store -> (long) store.size()).orElse(rows());
    if (sums.rows() != rows() || stored != rows()) {
      throw in.damaged("sums of %d rows, of %d".formatted(sums.rows(), rows()));
    }
  }

  /** The memory that the sums and the rows take, for messages. */
  SumsMemory memory() {
    return new SumsMemory(structure(), sums.moments(), kept);
  }

  /**
   * Lets go of the sums and the rows, which have run out of memory while they grew.
   *
   * @param access is spoilt before memory for words is needed
   * @param incomplete what is thrown should there be no memory for better words
   * @return what has happened
   */
  String letGo(SumsAccess access, Supplier<BlupException> incomplete) {
    Moments moments = sums.moments();
    long rows = rows();
    long ofRows = kept.isPresent() ? kept.get().bytes() : 0;
    long bytes = moments.bytes() + ofRows;
    long growth = Math.max(moments.growth(), kept.isPresent() ? kept.get().growth() : 0);
    kept = Optional.empty();
    moments.letGo();
    access.spoil(incomplete);
    return SumsMemory.ofPass(structure(), moments.extent(), bytes, ofRows, growth, rows);
  }

  /** Forgets the sums and the rows. */
  void clear() {
    sums = new RowSummation(structure());
    kept = Optional.empty();
  }
}
