package org.blup.internal.reml.information;

import java.util.List;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.AutoregressionFactor;
import org.blup.internal.reml.setup.Templates;

/** Traces of the second derivatives for parameters of levels: see {@link LevelParameters}. */
final class LevelTraces {

  private final MixedModelEquations model;
  private final Precision precision;
  private final Templates templates;
  private final List<Integer> groups;

  /** Where the model was last factored. */
  LevelTraces(MixedModelEquations model, Precision precision) {
    this.model = model;
    this.precision = precision;
    templates = model.templates;
    groups = model.equations().pattern().autoregressions();
  }

  /**
   * Adds {@code tr(H⁻¹ Z (∂S ⊗ E_i) Zᵀ)} and {@code tr(H⁻¹ Z (∂²S ⊗ ΛΛᵀ) Zᵀ)}: one solve for each
   * effect of each level.
   *
   * @param to elements and all others, square, row by row
   * @param size of its rows
   * @param first the number of the first of these parameters in it
   */
  void addTo(double[] to, int size, int first) {
    for (int l = 0; l < groups.size(); l++) {
      int g = groups.get(l);
      int k = templates.groupSize(g);
      int rows = precision.start[g + 1] - precision.start[g];
      for (int batch = 0; batch < rows; batch += ExactTraces.WIDTH) {
        int sides = Math.min(ExactTraces.WIDTH, rows - batch);
        double[] units = new double[precision.rows() * sides];
        for (int s = 0; s < sides; s++) {
          units[(precision.start[g] + batch + s) * sides + s] = 1;
        }
        double[] columns = precision.times(units, sides);
        for (int s = 0; s < sides; s++) {
          addColumn(l, batch + s, columns, s, sides, k, to, size, first);
        }
      }
    }
  }

  /** What column {@code column} of {@code A = ZᵀH⁻¹Z} gives: its products with rows of D. */
  private void addColumn(
      int l,
      int column,
      double[] columns,
      int s,
      int sides,
      int k,
      double[] to,
      int size,
      int first) {
    int g = groups.get(l);
    double[] covariance = LevelParameters.covariance(model.lambda[g]);
    AutoregressionFactor factor = model.levels().autoregression(g);
    int levels = (precision.start[g + 1] - precision.start[g]) / k;
    int level = column / k;
    int a = column % k;
    double[] slopes = new double[k];
    double bends = 0;
    for (int j = 0; j < levels; j++) {
      int apart = Math.abs(j - level);
      double slope = factor.slope(apart);
      double bend = factor.curvature(apart) + factor.bend() * slope;
      for (int c = 0; c < k; c++) {
        double value = columns[(precision.start[g] + j * k + c) * sides + s];
        slopes[c] += slope * value;
        bends += bend * covariance[a * k + c] * value;
      }
    }
    int own = first + l;
    to[own * (size + 1)] += bends;
    for (int i = 0; i < templates.elements(); i++) {
      if (templates.group[i] == g) {
        int r = templates.row[i];
        int c = templates.column[i];
        double trace = (a == r ? slopes[c] : 0) + (a == c && r != c ? slopes[r] : 0);
        to[own * size + i] += trace;
        to[i * size + own] += trace;
      }
    }
  }
}
