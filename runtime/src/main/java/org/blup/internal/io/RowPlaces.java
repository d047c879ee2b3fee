package org.blup.internal.io;

import java.util.Optional;

/** Where rows stand in what they were read from. */
@FunctionalInterface
public interface RowPlaces {

  /**
   * Where a row begins: {@code sleepstudy.csv, line 5}; empty if that is not known.
   *
   * @param row its number, from 0
   */
  Optional<String> of(long row);
}
