package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.rank.EstimableCombinations;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.PostFit;

/**
 * All that predictions are made of. Immutable, but for its arrays, which nobody changes.
 *
 * @param variables with the levels and bases that the data had
 * @param groups the levels of each group
 * @param effects as estimated
 * @param estimable the combinations of coefficients that the data determine
 * @param undetermined for each direction of the variances that the data do not determine how the
 *     effects change along it
 */
record Scoring(
    DesignVariables variables,
    List<GroupLevels> groups,
    ScoredEffects effects,
    EstimableCombinations estimable,
    List<UndeterminedEffects> undetermined) {

  Scoring {
    groups = List.copyOf(groups);
    undetermined = List.copyOf(undetermined);
  }

  /**
   * What predictions of a fit are made of.
   *
   * @param coefficients of a fit, for each fixed term those of its columns
   */
  static Scoring of(PostFit fit, Function<PostFit, double[][]> coefficients) {
    ObservedDesign design = fit.design();
    List<GroupLevels> groups = IntStream.range(0, design.groups()).mapToObj(design::group).toList();
    return new Scoring(
        design.variables(),
        groups,
        ScoredEffects.of(fit, coefficients),
        design.estimableCombinations(),
        UndeterminedEffects.of(fit, coefficients));
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
