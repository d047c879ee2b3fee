package org.blup.internal.reml.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.AverageInformation;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.identification.UndeterminedVarianceException.Effects;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.Templates;

/**
 * Whether the data tell the variances of a model with related levels, which {@link
 * org.blup.internal.reml.identification.FlatDirections} does not know: by average information away
 * from every border and symmetry, since variances that make up for each other do so everywhere.
 */
final class RelatedVariances {

  /**
   * Parameters whose average information, scaled to ones on the diagonal, has a smaller eigenvalue
   * are not told apart by the data: a standard error 1e5 times that of one parameter alone.
   */
  static final double LEAST_INFORMATION = 1e-10;

  /**
   * How far parameters are moved to stand away from symmetries: angles, or shares of σ. The square,
   * 0.01, is far above the rounding of a criterion, and a tenth of a radian stays in its basin.
   */
  static final double ASIDE = 0.1;

  /**
   * Parameters that change fitted values by less, in residual sums of squares, change none: the
   * rounding of 1.
   */
  private static final double NOTHING = 1e-16;

  /**
   * Parameters with a smaller part in a direction, of length 1, have none: a message that named one
   * of a thousandth would mislead, and rounding of eigenvectors is far below.
   */
  private static final double LEAST_PART = 1e-3;

  private final Objective objective;

  /** How many parameters there are. */
  private final int m;

  private final double degreesOfFreedom;

  /** Average information, σ² profiled out. */
  private final double[] information;

  /** What σ² takes of it, for each parameter the root. */
  private final double[] withResidual;

  /**
   * Looks at a model, which holds other templates afterwards.
   *
   * @throws UndeterminedVarianceException if the likelihood does not depend on a variance, or on
   *     combinations of variances alone
   */
  static void check(Objective objective) {
    MixedModelEquations model = objective.model;
    boolean independent =
        model.equations().groups().stream().allMatch(g -> g.precision().isIdentity());
    if (independent) {
      return;
    }
    double[] theta = objective.start();
    for (int i = 0; i < theta.length; i++) {
      theta[i] += ASIDE * (1 + i % 3);
    }
    if (objective.value(theta) == Double.POSITIVE_INFINITY) {
      return;
    }
    new RelatedVariances(objective, theta).check();
  }

  private RelatedVariances(Objective objective, double[] theta) {
    this.objective = objective;
    AverageInformation average = objective.information();
    Templates templates = objective.templates;
    int elements = templates.elements();
    double[] ofElements = new double[elements * elements];
    double[] slopes = new double[elements];
    for (int i = 0; i < elements; i++) {
      slopes[i] = average.withResidual()[i] / templates.scale(i);
      for (int j = 0; j < elements; j++) {
        double unit = templates.scale(i) * templates.scale(j);
        ofElements[i * elements + j] = average.information[i * elements + j] / unit;
      }
    }
    m = objective.parameters();
    information =
        objective.parametrisation.isDirect()
            ? ofElements
            : Quadratic.congruence(
                elements, m, objective.parametrisation.jacobian(theta), ofElements);
    MixedModelEquations model = objective.model;
    degreesOfFreedom = model.degreesOfFreedom();
    double root = Math.sqrt(model.profile().schur());
    withResidual = objective.ofParameters(slopes).clone();
    for (int i = 0; i < m; i++) {
      withResidual[i] *= root;
    }
  }

  private void check() {
    double[] own = new double[m];
    for (int i = 0; i < m; i++) {
      own[i] = information[i * (m + 1)] + withResidual[i] * withResidual[i];
      if (!(own[i] > NOTHING * degreesOfFreedom)) {
        throw UndeterminedVarianceException.fromFixed(effects(i));
      }
    }
    double[] scaled = new double[m * m];
    for (int i = 0; i < m * m; i++) {
      scaled[i] = information[i] / Math.sqrt(own[i / m] * own[i % m]);
    }
    SymmetricEigen eigen = new SymmetricEigen(m, scaled);
    if (eigen.values()[0] >= LEAST_INFORMATION) {
      return;
    }
    double residualPart = 0;
    Set<Effects> effects = new LinkedHashSet<>();
    for (int i = 0; i < m; i++) {
      residualPart += eigen.vector(0, i) * withResidual[i] / Math.sqrt(own[i]);
      if (Math.abs(eigen.vector(0, i)) > LEAST_PART) {
        effects.add(effects(i));
      }
    }
    List<Effects> all = List.copyOf(effects);
    throw Math.abs(residualPart) > LEAST_PART
        ? UndeterminedVarianceException.fromResidual(all)
        : UndeterminedVarianceException.fromEachOther(all);
  }

  private Effects effects(int parameter) {
    int t = objective.parametrisation.term(parameter);
    return new Effects(t, -1, objective.templates.terms().get(t).size());
  }
}
