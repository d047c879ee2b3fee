package org.blup.internal.design.pass;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands rows over one by one or, where that is possible, many at once. */
final class RowFeed<R> {

  /** Takes many rows at once. */
  interface Batches<R> {

    /** How many at once at most. */
    int capacity();

    /** Whether rows may be added now; if not, single ones have to be added until it is so. */
    boolean isReady();

    /** Adds rows; gives false if nothing has changed, and single rows have to be added instead. */
    boolean add(List<? extends R> rows);
  }

  private final Consumer<R> each;

  /**
   * A feed.
   *
   * @param each takes a single row
   */
  RowFeed(Consumer<R> each) {
    this.each = each;
  }

  /** Hands all rows over, in their order. */
  void feed(Iterable<? extends R> rows, Optional<Batches<R>> batches) {
    if (batches.isEmpty()) {
      rows.forEach(each);
    } else {
      feed(rows.iterator(), batches.get());
    }
  }

  private void feed(Iterator<? extends R> rows, Batches<R> batches) {
    List<R> batch = new ArrayList<>(batches.capacity());
    while (rows.hasNext()) {
      while (rows.hasNext() && !batches.isReady()) {
        each.accept(rows.next());
      }
      batch.clear();
      try {
        while (rows.hasNext() && batch.size() < batches.capacity()) {
          batch.add(rows.next());
        }
      } catch (RuntimeException | Error e) {
        batch.forEach(each);
        throw e;
      }
      if (batch.isEmpty()) {
        return;
      }
      if (!batches.add(batch)) {
        batch.forEach(each);
      }
    }
  }
}
