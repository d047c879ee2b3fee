package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.design.FixedColumn.Fate;

/** The fixed effects with the data behind them: their working basis, and which columns it keeps. */
final class FixedPart {

  private final TermCoding[] terms;
  private final Shifts shifts;
  private final double[] shift;
  private final IndependentColumns independent;
  private final double[] gram;

  private FixedPart(
      TermCoding[] terms, Shifts shifts, double[] shift, CrossSums sums, DataChecks checks) {
    this.terms = terms;
    this.shifts = shifts;
    this.shift = shift;
    int size = shifts.columns();
    gram = new double[size * size];
    double[] userSquares = new double[size];
    for (int j = 0; j < terms.length; j++) {
      for (int i = 0; i <= j; i++) {
        for (Part left : parts(i)) {
          for (Part right : parts(j)) {
            sums.add(left, right, this::addSymmetric);
          }
        }
      }
      for (Part user : Part.fixed(terms[j], unshifted(terms[j], shift), shift, shifts.start(j))) {
        sums.add(user, user, (row, column, value) -> userSquares[row] += row == column ? value : 0);
      }
    }
    symmetrise(size);
    List<String> names = names();
    for (int column = 0; column < size; column++) {
      checks.squares(names.get(column), userSquares[column]);
    }
    independent = new IndependentColumns(gram, userSquares);
  }

  /**
   * Sums XᵀWX in the basis that keeps most digits. If columns turn out to depend on others, the
   * basis is restricted so that the same ones are dropped as in the user's.
   */
  static FixedPart of(TermCoding[] terms, double[] shift, CrossSums sums, DataChecks checks) {
    FixedPart part = new FixedPart(terms, new Shifts(terms, shift, false), shift, sums, checks);
    return part.independent.rank() == part.shifts.columns()
        ? part
        : new FixedPart(terms, new Shifts(terms, shift, true), shift, sums, checks);
  }

  /** p. */
  int rank() {
    return independent.rank();
  }

  /** The columns of a term, in the numbering of all columns, dropped ones among them. */
  List<Part> parts(int term) {
    return Part.fixed(terms[term], shifts.polynomial(term), shift, shifts.start(term));
  }

  int terms() {
    return terms.length;
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

  /** XᵀWX between two columns. */
  double gram(int row, int column) {
    return gram[row * shifts.columns() + column];
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
    return columns(List.of(terms), fates);
  }

  /**
   * Columns of terms by R's names; where R gives several one name, with levels in quotation marks.
   */
  static List<FixedColumn> columns(List<TermCoding> terms, Fate[] fates) {
    Set<String> seen = new HashSet<>();
    Set<String> shared =
        terms.stream()
            .flatMap(term -> term.names().stream())
            .filter(name -> !seen.add(name))
            .collect(Collectors.toSet());
    List<FixedColumn> columns = new ArrayList<>();
    for (int term = 0; term < terms.size(); term++) {
      List<String> names = terms.get(term).names();
      List<String> quoted = terms.get(term).quotedNames();
      for (int column = 0; column < names.size(); column++) {
        Fate fate = fates[columns.size()];
        String name = shared.contains(names.get(column)) ? quoted.get(column) : names.get(column);
        columns.add(new FixedColumn(name, term, column, fate));
      }
    }
    return columns;
  }

  private Fate fate(int column, int[] keptIndex) {
    if (keptIndex[column] >= 0) {
      return Fate.KEPT;
    }
    return independent.isNearlyDependent(column) ? Fate.NEARLY_DEPENDENT : Fate.DEPENDENT;
  }

  private List<String> names() {
    return Arrays.stream(terms).flatMap(term -> term.names().stream()).toList();
  }

  /** A term's monomial on the user's scale. */
  static Polynomial unshifted(TermCoding term, double[] shift) {
    Polynomial product = Polynomial.ONE;
    for (int variable : term.monomial().variables()) {
      product = product.times(Polynomial.unshifted(variable, shift[variable]));
    }
    return product;
  }

  private void addSymmetric(int row, int column, double value) {
    gram[row * shifts.columns() + column] += value;
  }

  private void symmetrise(int size) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        gram[row * size + column] = gram[column * size + row];
      }
    }
  }
}
