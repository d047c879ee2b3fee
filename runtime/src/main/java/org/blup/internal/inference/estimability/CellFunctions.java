package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.structure.EffectTerm;

/**
 * Columns of fixed effects as combinations of products of dummies: for each factor those of its
 * levels but one, times the term's numeric part. Every column of a term, whatever its factors'
 * coding, is one combination of these, so columns can be compared without rows.
 */
public final class CellFunctions {

  /** A product: the numeric part, and the levels of some factors. */
  public record Product(String numeric, Map<Integer, Integer> levels) {}

  private final ObservedDesign design;
  private final int[] reference;

  CellFunctions(ObservedDesign design) {
    this(design, references(design));
  }

  private CellFunctions(ObservedDesign design, int[] reference) {
    this.design = design;
    this.reference = reference;
  }

  /**
   * Products that are the same for any coding of the factors: those of all levels but the first.
   */
  public static CellFunctions alike(ObservedDesign design) {
    return new CellFunctions(design, new int[design.structure().factors().size()]);
  }

  private static int[] references(ObservedDesign design) {
    int[] reference = new int[design.structure().factors().size()];
    for (int f = 0; f < reference.length; f++) {
      reference[f] = reference(design.factor(f));
    }
    return reference;
  }

  /** The reference level of treatment contrasts, and the first level of all others. */
  private static int reference(FactorLevels levels) {
    int found = 0;
    for (int level = 0; level < levels.size(); level++) {
      if (Arrays.stream(levels.row(level)).allMatch(value -> value == 0)) {
        found = level;
      }
    }
    return found;
  }

  int reference(int factor) {
    return reference[factor];
  }

  /** What stands beside the factors: numbers, and a product of the columns of bases. */
  String numeric(EffectTerm term, int basisProduct) {
    List<String> numeric = new ArrayList<>(term.variables());
    numeric.removeAll(factorsOf(design, term));
    numeric.sort(null);
    return String.join(":", numeric) + "#" + basisProduct;
  }

  /** A term's factors; a number that only groups besides is none. */
  static List<String> factorsOf(ObservedDesign design, EffectTerm term) {
    return Arrays.stream(design.structure().factorsOf(term))
        .mapToObj(design.structure().factors()::get)
        .toList();
  }

  /** The columns of a term of the model. */
  public List<Map<Product, Double>> columns(EffectTerm term) {
    int[] factors = design.structure().factorsOf(term);
    int cells = 1;
    for (int factor : factors) {
      cells *= design.factor(factor).size();
    }
    List<Map<Product, Double>> columns = new ArrayList<>();
    for (int column = 0; column < design.variables().columns(term); column++) {
      columns.add(new HashMap<>());
    }
    for (int product = 0; product < design.variables().basisProducts(term); product++) {
      double[][] values = new double[columns.size()][cells];
      for (int cell = 0; cell < cells; cell++) {
        double[] coding = design.variables().coding(term, cell, product);
        for (int column = 0; column < coding.length; column++) {
          values[column][cell] = coding[column];
        }
      }
      for (int column = 0; column < values.length; column++) {
        columns.get(column).putAll(products(numeric(term, product), factors, values[column]));
      }
    }
    return columns;
  }

  /** A function that is 1 in one cell of some factors and 0 in all others, times a numeric part. */
  Map<Product, Double> cell(String numeric, int[] factors, int[] levels) {
    Map<Product, Double> result = new HashMap<>();
    addCell(numeric, factors, levels, 0, new TreeMap<>(), 1, result);
    return result;
  }

  private void addCell(
      String numeric,
      int[] factors,
      int[] levels,
      int at,
      Map<Integer, Integer> chosen,
      double sign,
      Map<Product, Double> to) {
    if (at == factors.length) {
      to.merge(new Product(numeric, Map.copyOf(chosen)), sign, Double::sum);
      return;
    }
    int factor = factors[at];
    if (levels[at] != reference[factor]) {
      chosen.put(factor, levels[at]);
      addCell(numeric, factors, levels, at + 1, chosen, sign, to);
      chosen.remove(factor);
      return;
    }
    addCell(numeric, factors, levels, at + 1, chosen, sign, to);
    for (int level = 0; level < design.factor(factor).size(); level++) {
      if (level != reference[factor]) {
        chosen.put(factor, level);
        addCell(numeric, factors, levels, at + 1, chosen, -sign, to);
        chosen.remove(factor);
      }
    }
  }

  /** Values cell by cell, row-major over the factors, as a combination of products. */
  private Map<Product, Double> products(String numeric, int[] factors, double[] values) {
    int stride = 1;
    for (int f = factors.length - 1; f >= 0; f--) {
      int size = design.factor(factors[f]).size();
      for (int cell = 0; cell < values.length; cell++) {
        int level = cell / stride % size;
        int zero = cell + (reference[factors[f]] - level) * stride;
        values[cell] -= level == reference[factors[f]] ? 0 : values[zero];
      }
      stride *= size;
    }
    Map<Product, Double> result = new HashMap<>();
    for (int cell = 0; cell < values.length; cell++) {
      if (values[cell] != 0) {
        result.put(new Product(numeric, levels(factors, cell)), values[cell]);
      }
    }
    return result;
  }

  private Map<Integer, Integer> levels(int[] factors, int cell) {
    Map<Integer, Integer> levels = new TreeMap<>();
    int rest = cell;
    for (int f = factors.length - 1; f >= 0; f--) {
      int size = design.factor(factors[f]).size();
      if (rest % size != reference[factors[f]]) {
        levels.put(factors[f], rest % size);
      }
      rest /= size;
    }
    return Map.copyOf(levels);
  }
}
