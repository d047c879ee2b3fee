package org.blup.design;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of [Z X y] that belong together: the coding of one term times one polynomial.
 *
 * @param group whose levels each have such columns; null for columns of X and y
 * @param stride how far apart the columns of consecutive levels are
 * @param offset the first column, of the first level
 */
record Part(
    TermCoding coding,
    Polynomial polynomial,
    @Nullable GroupLevels group,
    int stride,
    int offset) {

  /** Columns of X or y, from {@code offset} on. */
  static Part fixed(TermCoding coding, Polynomial polynomial, int offset) {
    return new Part(coding, polynomial, null, 0, offset);
  }

  /** Columns of Z: for each level of the group, {@code stride} apart, from {@code offset} on. */
  static Part random(
      TermCoding coding, Polynomial polynomial, GroupLevels group, int stride, int offset) {
    return new Part(coding, polynomial, group, stride, offset);
  }

  /** Whether its columns depend on no factors but its group's. */
  boolean isUncoded() {
    return coding.factors().length == 0;
  }

  /** All factors its columns depend on. */
  Set<Integer> key() {
    Set<Integer> key = new TreeSet<>();
    Arrays.stream(coding.factors()).forEach(key::add);
    if (group != null) {
      Arrays.stream(group.factors()).forEach(key::add);
    }
    return key;
  }
}
