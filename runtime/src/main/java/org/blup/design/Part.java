package org.blup.design;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Some columns of [Z X y] that belong together: the coding of one term times one polynomial. */
final class Part {

  private final TermCoding coding;
  private final Polynomial polynomial;
  private final @Nullable GroupLevels group;
  private final int[] groupFactors;
  private final int stride;
  private final int offset;

  private Part(
      TermCoding coding,
      Polynomial polynomial,
      @Nullable GroupLevels group,
      int stride,
      int offset) {
    this.coding = coding;
    this.polynomial = polynomial;
    this.group = group;
    this.groupFactors = group == null ? new int[0] : group.factors();
    this.stride = stride;
    this.offset = offset;
  }

  /** Columns of X or y, from {@code offset} on. */
  static Part fixed(TermCoding coding, Polynomial polynomial, int offset) {
    return new Part(coding, polynomial, null, 0, offset);
  }

  /** Columns of Z: for each level of the group, {@code stride} apart, from {@code offset} on. */
  static Part random(
      TermCoding coding, Polynomial polynomial, GroupLevels group, int stride, int offset) {
    return new Part(coding, polynomial, group, stride, offset);
  }

  Polynomial polynomial() {
    return polynomial;
  }

  /** All factors its columns depend on. */
  Set<Integer> key() {
    Set<Integer> key = new TreeSet<>();
    for (int factor : coding.factors()) {
      key.add(factor);
    }
    for (int factor : groupFactors) {
      key.add(factor);
    }
    return key;
  }

  /** The first column of the part where factors have these levels. */
  int firstColumn(int[] positions) {
    if (group == null) {
      return offset;
    }
    return groupIndex(group, positions) * stride + offset;
  }

  void write(int[] positions, SparseRow into) {
    coding.write(positions, into);
  }

  private int groupIndex(GroupLevels levels, int[] positions) {
    return switch (groupFactors.length) {
      case 1 -> levels.index(positions[groupFactors[0]]);
      case 2 -> levels.index(positions[groupFactors[0]], positions[groupFactors[1]]);
      default -> {
        int[] own = new int[groupFactors.length];
        for (int i = 0; i < own.length; i++) {
          own[i] = positions[groupFactors[i]];
        }
        yield levels.index(own);
      }
    };
  }
}
