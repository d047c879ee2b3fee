package org.blup.internal.model.diagnostics;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.inference.diagnostics.ResponseVariance;

/**
 * Weighted sums over the rows of a constant and of the columns of X, from cross-products: the
 * constant is a combination of the columns of X, or a column of Z.
 */
final class WeightSums {

  private final ObservedDesign design;
  private final ModelStructure structure;
  private final NormalEquations equations;

  WeightSums(ObservedDesign design) {
    this.design = design;
    structure = design.structure();
    equations = design.rowwise();
  }

  /** {@code 1ᵀW1}: the number of rows, where these have no weights. */
  double weights() {
    if (!structure.isWeighted()) {
      return equations.rows();
    }
    double[] ones = ones();
    if (ones.length > 0) {
      return ResponseVariance.form(equations, ones, ones);
    }
    int term = termWithIntercept();
    EquationPattern.Term placed = equations.terms().get(term);
    int k = equations.groups().get(placed.group()).size();
    return equations.levelSum(placed.group())[placed.offset() * (k + 1)];
  }

  /** {@code 1ᵀWX}. */
  double[] columns() {
    int p = equations.columns();
    double[] sums = new double[p];
    double[] ones = ones();
    if (ones.length > 0) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          sums[j] += ones[i] * equations.border()[i * (p + 1) + j];
        }
      }
      return sums;
    }
    EquationPattern.Term term = equations.terms().get(termWithIntercept());
    EquationPattern.Group group = equations.groups().get(term.group());
    for (int level = 0; level < group.levels(); level++) {
      int row = level * group.size() + term.offset();
      for (int c = 0; c < p; c++) {
        sums[c] += equations.groupBorder(term.group())[row * (p + 1) + c];
      }
    }
    return sums;
  }

  /** The coefficients of the equations that make X a constant 1; empty if none are known to. */
  private double[] ones() {
    int p = equations.columns();
    List<EffectTerm> terms = structure.fixed();
    for (int t = 0; t < terms.size(); t++) {
      boolean constant =
          terms.get(t).full().size() == terms.get(t).variables().size()
              && structure.basesOf(terms.get(t)).length == 0;
      double[] users = new double[p];
      int kept = 0;
      for (FixedColumn column : design.fixedColumns()) {
        if (column.term() == t) {
          constant = constant && !column.dropped();
        }
        if (!column.dropped()) {
          users[kept++] = column.term() == t ? 1 : 0;
        }
      }
      if (constant) {
        return ResponseVariance.working(design.coefficientRows(), users);
      }
    }
    return new double[0];
  }

  /** A random term whose first column is constant. */
  private int termWithIntercept() {
    for (int t = 0; t < structure.random().size(); t++) {
      RandomTerm term = structure.random().get(t);
      if (term.effects().get(0).variables().isEmpty()) {
        return t;
      }
    }
    throw new BlupException(
        structure.name()
            + ": the variance of the fixed part needs its mean, which the cross-products of a model"
            + " without any intercept do not hold. Give it a fixed or a random intercept.");
  }
}
