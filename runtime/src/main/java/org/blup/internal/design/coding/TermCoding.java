package org.blup.internal.design.coding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a term's factors and bases make together: products of one column of each, be it
 * a contrast, the dummy of a level or a function of a number, the first varying fastest. What a
 * factor contributes depends on its level alone; what bases and numbers contribute is a polynomial
 * in the variables of the pass.
 */
public final class TermCoding {

  /** A variable with columns of its own: a factor, or a basis. */
  private record Slot(
      String label,
      int id,
      boolean full,
      int width,
      @Nullable FactorLevels levels,
      int[] positions,
      @Nullable BasisColumns basis) {

    String name(int column, boolean quoted) {
      if (basis != null) {
        return label + basis.basis().suffix(column);
      }
      FactorLevels factor = Objects.requireNonNull(levels);
      IntFunction<String> names = full ? factor.labels()::get : factor.columns()::name;
      String name = names.apply(column);
      return label + (quoted ? LevelText.inQuotationMarks(name) : name);
    }
  }

  /** Combinations of levels whose columns are remembered: some 100 kB at most. */
  private static final int MOST_KNOWN = 500;

  private final EffectTerm term;
  private final Monomial monomial;
  private final int[] factors;
  private final List<Slot> slots = new ArrayList<>();
  private final int columns;
  private final int basisProducts;
  private final SparseRow coded = new SparseRow();
  private final SparseRow single = new SparseRow();
  private final SparseRow product = new SparseRow();

  /**
   * What {@link #write} makes of each combination of the factors' levels, once it has been asked
   * for; empty where there are too many.
   */
  private final @Nullable SparseRow[] known;

  /**
   * Lays out the columns.
   *
   * @param levels the levels of each factor of the model
   * @param coded the factors with the levels that have columns: all, or those with rows
   * @param bases the columns of each basis of the model
   */
  TermCoding(
      ModelStructure structure,
      EffectTerm term,
      List<FactorLevels> levels,
      List<FactorLevels> coded,
      List<BasisColumns> bases) {
    this.term = term;
    factors = structure.factorsOf(term);
    monomial = Monomial.of(structure.numbersOf(term));
    int factorCount = structure.factors().size();
    for (String label : term.variables()) {
      if (structure.numbers().contains(label)) {
        continue;
      }
      int basis = structure.bases().indexOf(label);
      if (basis >= 0) {
        BasisColumns columns = bases.get(basis);
        int id = factorCount + basis;
        slots.add(new Slot(label, id, false, columns.count(), null, new int[0], columns));
      } else {
        int factor = structure.factors().indexOf(label);
        FactorLevels own = coded.get(factor);
        boolean full = term.full().contains(label);
        int width = full ? own.size() : own.contrasts();
        int[] positions = positions(levels.get(factor), own);
        slots.add(new Slot(label, factor, full, width, own, positions, null));
      }
    }
    double combinations = 1;
    int all = 1;
    int products = 1;
    for (Slot slot : slots) {
      combinations *= slot.levels() == null ? 1 : slot.positions().length;
      all *= slot.width();
      products *= slot.basis() == null ? 1 : slot.width();
    }
    columns = all;
    basisProducts = products;
    known = new SparseRow[combinations <= MOST_KNOWN ? (int) combinations : 0];
  }

  /** For each level of a factor its position among those coded, −1 for one without rows. */
  private static int[] positions(FactorLevels all, FactorLevels coded) {
    int[] positions = new int[all.size()];
    int next = 0;
    for (int level = 0; level < positions.length; level++) {
      boolean isCoded = coded.size() == all.size() || all.isObserved(level);
      positions[level] = isCoded ? next++ : -1;
    }
    return positions;
  }

  /** The indices of the term's factors, in its order. */
  public int[] factors() {
    return factors;
  }

  /** How many of its variables have columns of their own: factors and bases. */
  public int slots() {
    return slots.size();
  }

  /** What tells the i-th such variable from all others of the model. */
  public int id(int i) {
    return slots.get(i).id();
  }

  public boolean isFull(int i) {
    return slots.get(i).full();
  }

  /** The levels of the i-th such variable, which is a factor. */
  public FactorLevels levels(int i) {
    return Objects.requireNonNull(slots.get(i).levels());
  }

  private int width(int i) {
    return slots.get(i).width();
  }

  public int columns() {
    return columns;
  }

  /** The product of the term's numeric variables. */
  public Monomial monomial() {
    return monomial;
  }

  /** Splits a column into the columns of the variables. */
  public int[] split(int column) {
    int[] parts = new int[slots.size()];
    int rest = column;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = rest % width(i);
      rest /= width(i);
    }
    return parts;
  }

  /** How many products of the bases' columns there are; 1 without bases. */
  public int basisProducts() {
    return basisProducts;
  }

  /** The first column in which a product of the bases' columns stands. */
  public int basisOffset(int basisProduct) {
    int offset = 0;
    int stride = 1;
    int rest = basisProduct;
    for (Slot slot : slots) {
      if (slot.basis() != null) {
        offset += stride * (rest % slot.width());
        rest /= slot.width();
      }
      stride *= slot.width();
    }
    return offset;
  }

  /** The column of a combination of the factors' columns and a product of the bases' columns. */
  public int column(int[] factorColumns, int basisProduct) {
    int column = basisOffset(basisProduct);
    int stride = 1;
    int next = 0;
    for (Slot slot : slots) {
      column += slot.basis() == null ? stride * factorColumns[next++] : 0;
      stride *= slot.width();
    }
    return column;
  }

  /** The value of a product of the bases' columns, at the values of all numbers. */
  private double basisValue(int basisProduct, double[] numbers) {
    double value = 1;
    int rest = basisProduct;
    for (Slot slot : slots) {
      if (slot.basis() != null) {
        double number = numbers[slot.basis().argument()];
        value *= slot.basis().value(rest % slot.width(), number);
        rest /= slot.width();
      }
    }
    return value;
  }

  /** A product of the bases' columns as a polynomial in the variables of the pass. */
  public Polynomial basisPolynomial(int basisProduct, double[] shift) {
    Polynomial polynomial = Polynomial.ONE;
    int rest = basisProduct;
    for (Slot slot : slots) {
      if (slot.basis() != null) {
        polynomial = polynomial.times(slot.basis().polynomial(rest % slot.width(), shift));
        rest /= slot.width();
      }
    }
    return polynomial;
  }

  /**
   * Writes the columns that are not zero where the bases contribute the first of their products.
   *
   * @param positions the position of the level of every factor of the model
   */
  public void write(int[] positions, SparseRow into) {
    into.clear();
    into.add(0, 1);
    int stride = 1;
    for (Slot slot : slots) {
      if (slot.levels() != null) {
        multiply(into, slot, slot.levels(), slot.positions()[positions[slot.id()]], stride);
      }
      stride *= slot.width();
    }
  }

  /** Where the columns of a row that are not zero go. */
  @FunctionalInterface
  public interface ColumnTarget {
    void add(int column, double value);
  }

  /**
   * The values of the columns in one row.
   *
   * @param positions the position of the level of every factor of the model
   * @param numbers the values of all numbers of the model
   * @param start the number of the term's first column
   */
  public void evaluate(int[] positions, double[] numbers, int start, ColumnTarget target) {
    SparseRow row = coded(positions);
    double product = 1;
    for (int number : monomial.variables()) {
      product *= numbers[number];
    }
    for (int b = 0; b < basisProducts(); b++) {
      double value = product * basisValue(b, numbers);
      int offset = start + basisOffset(b);
      for (int i = 0; i < row.size(); i++) {
        target.add(offset + row.column(i), value * row.value(i));
      }
    }
  }

  /** What {@link #write} writes. */
  private SparseRow coded(int[] positions) {
    if (known.length == 0) {
      write(positions, coded);
      return coded;
    }
    int combination = 0;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.levels() != null) {
        combination = combination * slot.positions().length + positions[slot.id()];
      }
    }
    SparseRow row = known[combination];
    if (row == null) {
      row = new SparseRow();
      write(positions, row);
      known[combination] = row;
    }
    return row;
  }

  /** R's names of the columns. */
  public List<String> names() {
    return names(false);
  }

  /** The same with levels in quotation marks, for names that others have too. */
  public List<String> quotedNames() {
    return names(true);
  }

  private List<String> names(boolean quoted) {
    if (term.variables().isEmpty()) {
      return List.of(term.label());
    }
    List<String> all = new ArrayList<>();
    for (int column = 0; column < columns(); column++) {
      int[] parts = split(column);
      List<String> words = new ArrayList<>();
      int next = 0;
      for (String variable : term.variables()) {
        if (next < parts.length && slots.get(next).label().equals(variable)) {
          words.add(slots.get(next).name(parts[next], quoted));
          next++;
        } else {
          words.add(variable);
        }
      }
      all.add(String.join(":", words));
    }
    return List.copyOf(all);
  }

  private void multiply(SparseRow row, Slot slot, FactorLevels levels, int level, int stride) {
    single.clear();
    if (level < 0) {
      row.clear();
      return;
    }
    if (slot.full()) {
      single.add(level, 1);
    } else {
      levels.columns().write(level, single);
    }
    product.clear();
    for (int b = 0; b < single.size(); b++) {
      for (int a = 0; a < row.size(); a++) {
        product.add(row.column(a) + stride * single.column(b), row.value(a) * single.value(b));
      }
    }
    row.clear();
    for (int a = 0; a < product.size(); a++) {
      row.add(product.column(a), product.value(a));
    }
  }
}
