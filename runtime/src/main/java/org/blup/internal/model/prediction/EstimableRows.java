package org.blup.internal.model.prediction;

import java.util.concurrent.atomic.AtomicReference;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.pass.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rows apart whose fixed part the data determine. Without dropped coefficients that is
 * every row, and nothing is read. Any number of threads may ask.
 *
 * @param <R> the record the rows are
 */
public final class EstimableRows<R> {

  private final ObservedDesign design;
  private final RowReader<R> model;
  private final boolean all;

  /** The reader that no thread uses now; threads that find none make another. */
  private final AtomicReference<@Nullable WorkingRows<R>> spare = new AtomicReference<>();

  public EstimableRows(ObservedDesign design, RowReader<R> model) {
    this.design = design;
    this.model = model;
    all = design.fixedColumns().stream().noneMatch(FixedColumn::dropped);
  }

  /** Whether every row is estimable that has all values. */
  public boolean isAll() {
    return all;
  }

  public boolean contains(R row) {
    WorkingRows<R> reader = spare.getAndSet(null);
    if (reader == null) {
      reader = new WorkingRows<>(design, model);
    }
    boolean estimable = reader.isEstimable(row);
    spare.set(reader);
    return estimable;
  }
}
