package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.EstimableCombinations;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.PostFit;

/**
 * All that predictions are made of. Immutable, but for its arrays, which nobody changes.
 *
 * @param variables with the levels and bases that the data had
 * @param groups the levels of each group
 * @param coefficients for each fixed term those of its columns
 * @param estimable the combinations of coefficients that the data determine
 * @param modes for each group levels × size
 */
record Scoring(
    DesignVariables variables,
    List<GroupLevels> groups,
    double[][] coefficients,
    EstimableCombinations estimable,
    double[][] modes) {

  Scoring {
    groups = List.copyOf(groups);
  }

  /**
   * What predictions of a fit are made of.
   *
   * @param coefficients for each fixed term those of its columns
   * @throws BlupException if variances are undetermined
   */
  static Scoring of(PostFit fit, double[][] coefficients) {
    ObservedDesign design = fit.design();
    if (!fit.solution().undeterminedVariances().isEmpty()) {
      throw new BlupException(
          "%s: the fit has variances that the data do not determine, so that some rows have no prediction, which the sums of the fit tell. Save the fit itself: save(…)"
              .formatted(design.structure().name()));
    }
    List<GroupLevels> groups = IntStream.range(0, design.groups()).mapToObj(design::group).toList();
    return new Scoring(
        design.variables(), groups, coefficients, design.estimableCombinations(), fit.modes());
  }

  ModelStructure structure() {
    return variables.structure();
  }

  /** For each fixed term how many columns it has. */
  static int[] columns(DesignVariables variables) {
    return variables.structure().fixed().stream().mapToInt(variables::columns).toArray();
  }

  /** For each group how many effects a level has. */
  static int[] sizes(DesignVariables variables) {
    ModelStructure structure = variables.structure();
    int[] sizes = new int[structure.groups().size()];
    structure
        .random()
        .forEach(
            term ->
                sizes[structure.groupOf(term)] +=
                    term.effects().stream().mapToInt(variables::effectColumns).sum());
    return sizes;
  }

  /** Whether numbers that a term is made of are missing from a row. */
  boolean misses(EffectTerm term, double[] numbers) {
    return Arrays.stream(structure().numbersOf(term)).anyMatch(n -> Double.isNaN(numbers[n]))
        || Arrays.stream(structure().basesOf(term))
            .anyMatch(b -> Double.isNaN(numbers[variables.bases().get(b).argument()]));
  }
}
