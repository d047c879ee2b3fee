package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What cross-products tell of the user's columns of X within the levels of a grouping factor. */
final class UserColumns {

  /** A sum of squares below this share of the column's is zero but for rounding. */
  private static final double ZERO = 1e-9;

  /** Products below this share of the columns' sizes are zero but for rounding. */
  private static final double ROUNDING = 1e-12;

  /** Squares below this share of the largest are those of a factor's rounding. */
  private static final double NEGLIGIBLE = 1e-28;

  private final ObservedDesign design;
  private final NormalEquations equations;
  private final int columns;
  private final double[] toUser;

  /** {@code XᵀWX} in the working basis. */
  private final double[] products;

  UserColumns(ObservedDesign design) {
    this.design = design;
    equations = design.rowwise();
    columns = equations.columns();
    toUser = toUser(design);
    products = new double[columns * columns];
    for (int i = 0; i < products.length; i++) {
      products[i] = equations.border()[i / columns * (columns + 1) + i % columns];
    }
  }

  /** G, p × p: the user's columns are {@code x = G x_w} of those of the working basis. */
  static double[] toUser(ObservedDesign design) {
    double[][] rows = design.coefficientRows();
    DMatrixRMaj fromUser = new DMatrixRMaj(rows);
    CommonOps_DDRM.transpose(fromUser);
    CommonOps_DDRM.invert(fromUser);
    return fromUser.data;
  }

  /**
   * Whether columns are constant within each level of a group; absent where the group has no effect
   * that counts the rows of a level.
   */
  Optional<boolean[]> areConstantWithin(int group) {
    return indicator(group).map(indicator -> vanish(residuals(group, indicator, 1)));
  }

  /** Whether columns are combinations of an effect's columns at the levels of its group. */
  boolean[] areSpannedBy(RandomEffect effect) {
    int k = equations.groups().get(effect.group()).size();
    double[] factors = new double[k * effect.size()];
    double[] toWorking = inverse(equations.terms().get(effect.term()));
    int m = equations.terms().get(effect.term()).size();
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < effect.size(); b++) {
        int at = equations.terms().get(effect.term()).offset() + a;
        factors[at * effect.size() + b] = toWorking[a * m + effect.first() + b];
      }
    }
    return vanish(residuals(effect.group(), factors, effect.size()));
  }

  /** {@code XᵀMX}, M what is left after the columns ZF of each level, F k × m. */
  private double[] residuals(int group, double[] factors, int m) {
    int k = equations.groups().get(group).size();
    double[] left = products.clone();
    double[] border = equations.groupBorder(group);
    double[] blocks = equations.levelBlocks(group);
    for (int j = 0; j < equations.groups().get(group).levels(); j++) {
      double[] block = Arrays.copyOfRange(blocks, j * k * k, (j + 1) * k * k);
      double[] inverse = PseudoInverse.ofPositive(m, Quadratic.congruence(k, m, factors, block));
      double[] cross = new double[m * columns];
      for (int a = 0; a < k; a++) {
        for (int e = 0; e < cross.length; e++) {
          cross[e] +=
              factors[a * m + e / columns] * border[(j * k + a) * (columns + 1) + e % columns];
        }
      }
      double[] explained = Quadratic.congruence(m, columns, cross, inverse);
      for (int e = 0; e < left.length; e++) {
        left[e] -= explained[e];
      }
    }
    return left;
  }

  /** Whether the user's columns have no squares left. */
  private boolean[] vanish(double[] left) {
    double[] cleared = left.clone();
    for (int e = 0; e < cleared.length; e++) {
      int i = e / columns;
      int j = e % columns;
      double size = Math.sqrt(products[i * (columns + 1)] * products[j * (columns + 1)]);
      cleared[e] = Math.abs(left[e]) <= ROUNDING * size ? 0 : left[e];
    }
    boolean[] vanish = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      double[] row = Arrays.copyOfRange(toUser, c * columns, (c + 1) * columns);
      vanish[c] = Quadratic.form(row, cleared, row) <= ZERO * spread(row);
    }
    return vanish;
  }

  /** The squares of a user's column without what is constant in it, or all where that is all. */
  private double spread(double[] row) {
    double[] parts = new double[columns];
    Arrays.setAll(parts, c -> row[c] * row[c] * products[c * (columns + 1)]);
    double largest = Arrays.stream(parts).max().orElse(0);
    double squares = 0;
    for (int c = 0; c < columns; c++) {
      boolean isRounding = parts[c] < NEGLIGIBLE * largest;
      squares += isRounding || isConstant(c) ? 0 : parts[c];
    }
    return squares > 0 ? squares : Quadratic.form(row, products, row);
  }

  private boolean isConstant(int column) {
    return design.structure().fixed().contains(EffectTerm.intercept()) && column == 0;
  }

  /** The factors of a level's effects whose sum is 1 in each row of it. */
  private Optional<double[]> indicator(int group) {
    int k = equations.groups().get(group).size();
    for (RandomEffect effect : RandomEffect.of(design)) {
      boolean counts =
          effect.term() >= 0
              && effect.group() == group
              && (effect.effect().variables().isEmpty()
                  || effect.effect().full().size() == effect.effect().variables().size());
      if (counts) {
        Term term = equations.terms().get(effect.term());
        double[] toWorking = inverse(term);
        double[] factors = new double[k];
        for (int a = 0; a < term.size(); a++) {
          for (int b = 0; b < effect.size(); b++) {
            factors[term.offset() + a] += toWorking[a * term.size() + effect.first() + b];
          }
        }
        return Optional.of(factors);
      }
    }
    return Optional.empty();
  }

  /** T⁻¹: the user's effects' columns are those of the working basis times it. */
  private static double[] inverse(Term term) {
    DMatrixRMaj inverse = new DMatrixRMaj(term.size(), term.size(), true, term.toUser().clone());
    CommonOps_DDRM.invert(inverse);
    return inverse.data;
  }
}
