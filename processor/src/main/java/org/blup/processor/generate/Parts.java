package org.blup.processor.generate;

import java.util.ArrayList;
import java.util.List;

/** Splits code that exceeds Java's limit for one method. */
final class Parts {

  private Parts() {}

  /** The elements in runs of at most {@code size}; one empty run if there are none. */
  static <T> List<List<T>> of(List<T> elements, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int start = 0; start < elements.size() || start == 0; start += size) {
      parts.add(elements.subList(start, Math.min(start + size, elements.size())));
    }
    return parts;
  }
}
