package org.blup.internal.io;

/** Rows, a list or a spliterator of them, of which it is known what they were read from. */
public interface Located {

  /** The places of the rows that were read so far; holds no rows. */
  RowPlaces places();
}
