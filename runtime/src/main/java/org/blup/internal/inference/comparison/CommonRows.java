package org.blup.internal.inference.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.GroupLevels;

/**
 * Whether two fits can be of the same rows, and the fixed effects of one a part of the other's.
 * Fits keep their cross-products, from which both can mostly be checked: vectors that both have,
 * columns of fixed effects and levels of groups, have the same products with each other and with
 * the response if the rows are the same; and a combination of columns is one for their products
 * with all such vectors too.
 */
public final class CommonRows {

  /** Of a product, and of the lengths of its vectors. */
  private static final double RELATIVE = 1e-9;

  /** What sums differ by in another order, relative to the size of their summands. */
  private static final double ROUNDING = 1e-12;

  /** A group that both have, and where its levels' constants are. */
  private record Shared(int group, int effect, int otherGroup, int otherEffect, int levels) {}

  private final ObservedDesign design;
  private final ObservedDesign otherDesign;
  private final DesignProducts one;
  private final DesignProducts other;

  /** Columns that both have: the number here, and there. */
  private final List<int[]> columns = new ArrayList<>();

  /** For each column that both have its length. */
  private final double[] lengths;

  private final List<Shared> groups = new ArrayList<>();
  private final boolean responses;

  /**
   * Finds what is common.
   *
   * @param responses whether the responses are to be the same: not where one has another offset
   */
  public CommonRows(ObservedDesign one, ObservedDesign other, boolean responses) {
    design = one;
    otherDesign = other;
    this.one = new DesignProducts(one);
    this.other = new DesignProducts(other);
    this.responses = responses;
    var known = this.other.functions();
    this.one
        .functions()
        .forEach(
            (function, column) -> {
              Integer match = known.get(function);
              if (match != null) {
                columns.add(new int[] {column, match});
              }
            });
    columns.sort((a, b) -> Integer.compare(a[0], b[0]));
    lengths = new double[columns.size()];
    for (int i = 0; i < lengths.length; i++) {
      int column = columns.get(i)[0];
      lengths[i] = Math.sqrt(this.one.withColumn(this.one.ofColumn(column), column));
    }
    findGroups();
  }

  private void findGroups() {
    for (int g = 0; g < design.groups(); g++) {
      for (int h = 0; h < otherDesign.groups(); h++) {
        GroupLevels levels = design.group(g);
        GroupLevels others = otherDesign.group(h);
        int effect = one.constantEffect(g);
        int otherEffect = other.constantEffect(h);
        if (effect >= 0
            && otherEffect >= 0
            && levels.label().equals(others.label())
            && levels.levels().equals(others.levels())) {
          groups.add(new Shared(g, effect, h, otherEffect, levels.size()));
        }
      }
    }
  }

  /** Whether all products that both fits have are equal. */
  public boolean agree() {
    double[] y = one.ofResponse();
    double[] otherY = other.ofResponse();
    double length = Math.sqrt(y[one.columns()]);
    for (int i = 0; i < lengths.length; i++) {
      int[] column = columns.get(i);
      if (!agree(one.ofColumn(column[0]), other.ofColumn(column[1]), lengths[i], length)) {
        return false;
      }
    }
    for (Shared shared : groups) {
      for (int level = 0; level < shared.levels(); level++) {
        double weight = one.weight(shared.group(), shared.effect(), level);
        double others = other.weight(shared.otherGroup(), shared.otherEffect(), level);
        if (!near(weight, others, weight)
            || !agree(
                one.ofLevel(shared.group(), shared.effect(), level),
                other.ofLevel(shared.otherGroup(), shared.otherEffect(), level),
                Math.sqrt(weight),
                length)) {
          return false;
        }
      }
    }
    return !responses || near(y[one.columns()], otherY[other.columns()], length * length);
  }

  /** Whether a vector of a length has the same products with the common columns and y. */
  private boolean agree(double[] mine, double[] others, double own, double length) {
    for (int i = 0; i < lengths.length; i++) {
      double here = one.withColumn(mine, columns.get(i)[0]);
      double there = other.withColumn(others, columns.get(i)[1]);
      if (!near(here, there, own * lengths[i])) {
        return false;
      }
    }
    return !responses || near(mine[one.columns()], others[other.columns()], own * length);
  }

  private static boolean near(double a, double b, double size) {
    return Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b)) + ROUNDING * size;
  }

  /**
   * A column of this model that is no combination of the other's fixed effects: its products with
   * the common vectors are no such combination of theirs. None is no proof that there is none.
   *
   * @return its number among the kept columns
   */
  public OptionalInt outsideOther() {
    int q = other.columns();
    ColumnSpan span = new ColumnSpan(q, lengths());
    for (int[] column : columns) {
      double[] mine = one.ofColumn(column[0]);
      add(span, mine, other.ofColumn(column[1]), one.withColumn(mine, column[0]));
    }
    for (Shared shared : groups) {
      for (int level = 0; level < shared.levels(); level++) {
        add(
            span,
            one.ofLevel(shared.group(), shared.effect(), level),
            other.ofLevel(shared.otherGroup(), shared.otherEffect(), level),
            one.weight(shared.group(), shared.effect(), level));
      }
    }
    if (responses) {
      add(span, one.ofResponse(), other.ofResponse(), one.ofResponse()[one.columns()]);
    }
    return span.outside();
  }

  /** The lengths of the other's columns of X, and of this model's. */
  private double[] lengths() {
    int q = other.columns();
    double[] all = new double[q + one.columns()];
    Arrays.setAll(all, c -> c < q ? other.length(c) : one.length(c - q));
    return all;
  }

  /** Adds the products of a common vector of squared length {@code square}, as if of length 1. */
  private void add(ColumnSpan span, double[] mine, double[] others, double square) {
    int q = other.columns();
    double[] row = Arrays.copyOf(others, q + one.columns());
    System.arraycopy(mine, 0, row, q, one.columns());
    if (square > 0) {
      double length = Math.sqrt(square);
      Arrays.setAll(row, i -> row[i] / length);
      span.addRow(row);
    }
  }
}
