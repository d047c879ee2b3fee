package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.assembly.FixedColumn.Fate;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.rank.CoefficientMap;
import org.blup.internal.design.rank.IndependentColumns;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Part;

/**
 * The fixed effects as the equations have them: their working basis, and which of its columns are
 * kept. Frozen once the first sums are in.
 */
final class FixedPart {

  private final TermCoding[] terms;
  private final Shifts shifts;
  private final IndependentColumns independent;

  FixedPart(TermCoding[] terms, Shifts shifts, IndependentColumns independent) {
    this.terms = terms;
    this.shifts = shifts;
    this.independent = independent;
  }

  /** Whether no column is dropped. */
  boolean isComplete() {
    return rank() == shifts.columns();
  }

  /** p. */
  int rank() {
    return independent.rank();
  }

  /**
   * All columns in the working basis, dropped ones among them.
   *
   * @param shift what was taken from each variable before it was summed
   */
  List<Part> parts(double[] shift) {
    return parts(terms, shifts, shift).stream().flatMap(List::stream).toList();
  }

  /** For each term its columns. */
  private static List<List<Part>> parts(TermCoding[] terms, Shifts shifts, double[] shift) {
    List<List<Part>> parts = new ArrayList<>();
    for (int t = 0; t < terms.length; t++) {
      parts.add(Part.fixed(terms[t], shifts.polynomial(t, shift), shift, shifts.start(t)));
    }
    return parts;
  }

  /** XᵀWX over all columns, row by row. */
  double[] gram(CrossSums sums) {
    return gram(terms, shifts, sums);
  }

  /** XᵀWX in a basis of which no columns are chosen yet. */
  static double[] gram(TermCoding[] terms, Shifts shifts, CrossSums sums) {
    int size = shifts.columns();
    double[] gram = new double[size * size];
    List<List<Part>> parts = parts(terms, shifts, sums.shift());
    for (int j = 0; j < terms.length; j++) {
      for (int i = 0; i <= j; i++) {
        for (Part left : parts.get(i)) {
          for (Part right : parts.get(j)) {
            sums.add(left, right, (row, column, value) -> gram[row * size + column] += value);
          }
        }
      }
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        gram[row * size + column] = gram[column * size + row];
      }
    }
    return gram;
  }

  /** For each column its number among those kept, or −1. */
  int[] keptIndex() {
    int[] index = new int[shifts.columns()];
    Arrays.fill(index, -1);
    int[] kept = independent.kept();
    for (int k = 0; k < kept.length; k++) {
      index[kept[k]] = k;
    }
    return index;
  }

  boolean shiftsResponse() {
    return shifts.shiftsResponse();
  }

  /**
   * The way back to the user's coefficients.
   *
   * @param constant what was taken from y, if it may be shifted
   */
  CoefficientMap coefficientMap(double constant) {
    return new CoefficientMap(shifts.basis(), shifts.responseShift(constant), independent);
  }

  /** All columns, by R's names. */
  List<FixedColumn> columns() {
    int[] kept = keptIndex();
    Fate[] fates = new Fate[kept.length];
    Arrays.setAll(fates, column -> fate(column, kept));
    return FixedColumn.all(List.of(terms), fates);
  }

  private Fate fate(int column, int[] keptIndex) {
    if (keptIndex[column] >= 0) {
      return Fate.KEPT;
    }
    return independent.isNearlyDependent(column) ? Fate.NEARLY_DEPENDENT : Fate.DEPENDENT;
  }
}
