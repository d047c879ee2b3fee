package org.blup.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.ResidualCovariance;

/** The parameters of a covariance as the answers have them: by SAS's names, in SAS's order. */
final class CovarianceParameters {

  private CovarianceParameters() {}

  /** Those of the residuals, of positions that are told by a factor or an integer. */
  static List<Double> of(String structure, ResidualCovariance<?, ?> residual) {
    return switch (structure) {
      case "us" -> lower(residual);
      case "ar1" -> List.of(variance(residual), residual.rho());
      case "ar1h", "csh" -> withCorrelations(residual, 0, 1);
      case "adh" -> withCorrelations(residual, 0, 1, 1, 2, 2, 3);
      case "cs" -> commonAndOwn(residual);
      case "toep" -> covariancesAndVariance(residual);
      default -> throw new IllegalArgumentException(structure);
    };
  }

  /** The lower triangle, row by row. */
  static List<Double> lower(ResidualCovariance<?, ?> residual) {
    var covariance = residual.covariance();
    List<Double> lower = new ArrayList<>();
    for (int a = 0; a < covariance.numRows; a++) {
      for (int b = 0; b <= a; b++) {
        lower.add(covariance.get(a, b));
      }
    }
    return lower;
  }

  /** All variances, and the correlations of some pairs of positions. */
  static List<Double> withCorrelations(ResidualCovariance<?, ?> residual, int... pairs) {
    var covariance = residual.covariance();
    List<Double> all = new ArrayList<>();
    for (int a = 0; a < covariance.numRows; a++) {
      all.add(covariance.get(a, a));
    }
    for (int i = 0; i < pairs.length; i += 2) {
      double product =
          covariance.get(pairs[i], pairs[i]) * covariance.get(pairs[i + 1], pairs[i + 1]);
      all.add(covariance.get(pairs[i], pairs[i + 1]) / Math.sqrt(product));
    }
    return all;
  }

  /** What the positions of a subject have in common, and what is their own. */
  static List<Double> commonAndOwn(ResidualCovariance<?, ?> residual) {
    double common = residual.covariance().get(1, 0);
    return List.of(common, variance(residual) - common);
  }

  /** The covariances by distance, and the variance. */
  static List<Double> covariancesAndVariance(ResidualCovariance<?, ?> residual) {
    List<Double> all = new ArrayList<>();
    for (int distance = 1; distance < residual.positions().size(); distance++) {
      all.add(residual.covariance().get(distance, 0));
    }
    all.add(variance(residual));
    return all;
  }

  static double variance(ResidualCovariance<?, ?> residual) {
    return residual.covariance().get(0, 0);
  }

  /** The lower triangle of the covariance of a group's effects, row by row. */
  static List<Double> lower(MixedFit<?> fit, GroupEffects<?> group) {
    List<String> names = group.effectNames();
    List<Double> sd = standardDeviations(fit, group);
    List<Double> lower = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < a; b++) {
        lower.add(group.correlation(names.get(a), names.get(b)) * sd.get(a) * sd.get(b));
      }
      lower.add(sd.get(a) * sd.get(a));
    }
    return lower;
  }

  private static List<Double> standardDeviations(MixedFit<?> fit, GroupEffects<?> group) {
    return fit.varianceComponents().stream()
        .filter(component -> component.group().equals(group.label()))
        .map(VarianceComponent::standardDeviation)
        .toList();
  }

  static List<Double> joined(List<Double> first, List<Double> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
