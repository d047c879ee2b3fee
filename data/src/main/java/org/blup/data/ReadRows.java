package org.blup.data;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.blup.internal.io.Located;
import org.blup.internal.io.RowPlaces;

/** All rows of a table, which know where they stand in it. */
final class ReadRows<R> extends AbstractList<R> implements RandomAccess, Located {

  private final List<R> rows;
  private final RowPlaces places;

  ReadRows(List<R> rows, RowPlaces places) {
    this.rows = rows;
    this.places = places;
  }

  @Override
  public RowPlaces places() {
    return places;
  }

  @Override
  public R get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public void forEach(Consumer<? super R> action) {
    rows.forEach(action);
  }

  @Override
  public Spliterator<R> spliterator() {
    return rows.spliterator();
  }

  @Override
  public Object[] toArray() {
    return rows.toArray();
  }
}
