package org.blup.model;

import java.util.List;

/**
 * The directions in which the random effects of a grouping factor vary, as lme4's {@code rePCA}. A
 * standard deviation that is next to nothing beside the first says that the model has more effects
 * than the data tell apart.
 *
 * @param group the grouping factor
 * @param effectNames R's names of the effects of a level, over all its terms
 * @param standardDeviations along each direction, largest first, in the unit of the response
 * @param loadings each direction's share of each effect, directions × effects, each of length 1
 */
public record PrincipalComponents(
    String group,
    List<String> effectNames,
    List<Double> standardDeviations,
    List<List<Double>> loadings) {

  public PrincipalComponents {
    effectNames = List.copyOf(effectNames);
    standardDeviations = List.copyOf(standardDeviations);
    loadings = loadings.stream().map(List::copyOf).toList();
  }

  /** The share of the effects' variance that lies in the first directions. */
  public double proportion(int directions) {
    double first = 0;
    double all = 0;
    for (int i = 0; i < standardDeviations.size(); i++) {
      double variance = standardDeviations.get(i) * standardDeviations.get(i);
      first += i < directions ? variance : 0;
      all += variance;
    }
    return first / all;
  }
}
