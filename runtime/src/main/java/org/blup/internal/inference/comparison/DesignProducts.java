package org.blup.internal.inference.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.inference.estimability.CellFunctions;
import org.blup.internal.inference.estimability.CellFunctions.Product;
import org.blup.internal.inference.estimability.ChangeOfBasis;
import org.ejml.data.DMatrixRMaj;

/**
 * Products of vectors over the rows of a fit with its fixed effects X, in the basis of its
 * equations, and with its response, in the user's: of the user's columns of X, of the levels of its
 * groups, and of the response itself. Each is p + 1 numbers, {@code vᵀW[X y]}.
 */
final class DesignProducts {

  private final ObservedDesign design;
  private final NormalEquations equations;
  private final int p;

  /** The user's columns as combinations of those of the equations, column by column. */
  private final DMatrixRMaj columns;

  /** The shift of y, as a combination of the columns of the equations. */
  private final double[] shift;

  DesignProducts(ObservedDesign design) {
    this.design = design;
    equations = design.rowwise();
    p = equations.columns();
    columns = ChangeOfBasis.toWorking(design);
    double[] origin = design.coefficients(new double[p]);
    shift = new double[p];
    for (int i = 0; i < p; i++) {
      for (int c = 0; c < p; c++) {
        shift[i] += columns.get(i, c) * origin[c];
      }
    }
  }

  int columns() {
    return p;
  }

  /** The length of a column of X in the basis of the equations. */
  double length(int column) {
    return Math.sqrt(equations.border()[column * (p + 2)]);
  }

  /** The products of one of the user's columns. */
  double[] ofColumn(int column) {
    double[] weights = new double[p];
    for (int i = 0; i < p; i++) {
      weights[i] = columns.get(i, column);
    }
    return combined(weights, 0);
  }

  /** The products of the response. */
  double[] ofResponse() {
    return combined(shift, 1);
  }

  private double[] combined(double[] weights, double ofY) {
    double[] products = new double[p + 1];
    for (int j = 0; j <= p; j++) {
      products[j] = ofY * equations.border()[p * (p + 1) + j];
      for (int i = 0; i < p; i++) {
        products[j] += weights[i] * equations.border()[i * (p + 1) + j];
      }
    }
    return withResponse(products);
  }

  /** The products of the rows of a level. */
  double[] ofLevel(int group, int effect, int level) {
    int row = level * equations.groups().get(group).size() + effect;
    double[] products = new double[p + 1];
    System.arraycopy(equations.groupBorder(group), row * (p + 1), products, 0, p + 1);
    return withResponse(products);
  }

  private double[] withResponse(double[] products) {
    for (int i = 0; i < p; i++) {
      products[p] += products[i] * shift[i];
    }
    return products;
  }

  /** The product of the user's column with products of another vector with X. */
  double withColumn(double[] products, int column) {
    double sum = 0;
    for (int i = 0; i < p; i++) {
      sum += products[i] * columns.get(i, column);
    }
    return sum;
  }

  /** The weight of the rows of a level. */
  double weight(int group, int effect, int level) {
    int size = equations.groups().get(group).size();
    return equations.levelBlocks(group)[(level * size + effect) * size + effect];
  }

  /** The effect of a group's levels that is 1 in their rows, or −1. */
  int constantEffect(int group) {
    ModelStructure structure = design.structure();
    for (int t = 0; t < structure.random().size(); t++) {
      Term term = equations.terms().get(t);
      int at = term.offset();
      for (EffectTerm effect : structure.random().get(t).effects()) {
        if (term.group() == group && effect.variables().isEmpty()) {
          return at;
        }
        at += design.variables().effectColumns(effect);
      }
    }
    return -1;
  }

  /**
   * The user's kept columns by what they are functions of, in terms that other models of the same
   * variables share: numbers, and dummies of levels by their text.
   */
  Map<Map<String, Double>, Integer> functions() {
    CellFunctions functions = CellFunctions.alike(design);
    Map<Map<String, Double>, Integer> known = new HashMap<>();
    List<FixedColumn> all = design.fixedColumns();
    int kept = 0;
    int next = 0;
    for (EffectTerm term : design.structure().fixed()) {
      for (Map<Product, Double> column : functions.columns(term)) {
        if (!all.get(next++).dropped()) {
          known.put(named(column), kept++);
        }
      }
    }
    return known;
  }

  private Map<String, Double> named(Map<Product, Double> column) {
    Map<String, Double> named = new TreeMap<>();
    column.forEach(
        (product, value) -> {
          Map<String, String> levels = new TreeMap<>();
          product
              .levels()
              .forEach(
                  (factor, level) ->
                      levels.put(
                          design.factor(factor).label(),
                          design.factor(factor).labels().get(level)));
          named.put(product.numeric() + levels, value);
        });
    return named;
  }
}
