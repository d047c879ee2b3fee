package org.blup.internal.design.sums;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.coding.TermCoding;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of [Z X y] that belong together: the coding of one term times one polynomial.
 *
 * @param group whose levels each have such columns; null for columns of X and y
 * @param stride how far apart the columns of consecutive levels are
 * @param offset the first column, of the first level
 */
public record Part(
    TermCoding coding, Polynomial polynomial, @Nullable GroupLevels group, int stride, int offset) {

  /** A column of y. */
  public static Part response(TermCoding constant, Polynomial polynomial, int offset) {
    return new Part(constant, polynomial, null, 0, offset);
  }

  /**
   * Columns of X, from {@code offset} on, one part a product of the bases' columns.
   *
   * @param monomial the product of the term's numbers
   */
  public static List<Part> fixed(
      TermCoding coding, Polynomial monomial, double[] shift, int offset) {
    return all(coding, monomial, shift, null, 0, offset);
  }

  /** Columns of Z: for each level of the group, {@code stride} apart, from {@code offset} on. */
  public static List<Part> random(
      TermCoding coding,
      Polynomial monomial,
      double[] shift,
      GroupLevels group,
      int stride,
      int offset) {
    return all(coding, monomial, shift, group, stride, offset);
  }

  private static List<Part> all(
      TermCoding coding,
      Polynomial monomial,
      double[] shift,
      @Nullable GroupLevels group,
      int stride,
      int offset) {
    List<Part> parts = new ArrayList<>();
    for (int product = 0; product < coding.basisProducts(); product++) {
      Polynomial polynomial = monomial.times(coding.basisPolynomial(product, shift));
      int first = offset + coding.basisOffset(product);
      parts.add(new Part(coding, polynomial, group, stride, first));
    }
    return parts;
  }

  /** Whether its columns depend on no factors but its group's. */
  boolean isUncoded() {
    return coding.factors().length == 0;
  }

  /** All factors its columns depend on. */
  public Set<Integer> key() {
    Set<Integer> key = new TreeSet<>();
    Arrays.stream(coding.factors()).forEach(key::add);
    if (group != null) {
      Arrays.stream(group.factors()).forEach(key::add);
    }
    return key;
  }
}
