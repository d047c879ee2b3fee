package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
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
 * @param modes for each group levels × size
 */
record Scoring(
    DesignVariables variables,
    List<GroupLevels> groups,
    double[][] coefficients,
    double[][] modes) {

  Scoring {
    groups = List.copyOf(groups);
  }

  /**
   * What predictions of a fit are made of.
   *
   * @param coefficients for each fixed term those of its columns
   * @throws BlupException if a row may have no prediction, though no value is missing
   */
  static Scoring of(PostFit fit, double[][] coefficients) {
    ObservedDesign design = fit.design();
    List<String> dropped =
        design.fixedColumns().stream()
            .filter(column -> column.dropped() && !isOfLevelsWithoutRows(design, column))
            .map(FixedColumn::name)
            .toList();
    if (!dropped.isEmpty()) {
      throw refused(
          design,
          "coefficients that the data do not determine (%s)".formatted(String.join(", ", dropped)));
    }
    if (!fit.solution().undeterminedVariances().isEmpty()) {
      throw refused(design, "variances that the data do not determine");
    }
    List<GroupLevels> groups = IntStream.range(0, design.groups()).mapToObj(design::group).toList();
    return new Scoring(design.variables(), groups, coefficients, fit.modes());
  }

  /**
   * Whether a column is zero in every row whose levels the data had. Such a column was dropped for
   * that, and no row that has a prediction needs it.
   */
  private static boolean isOfLevelsWithoutRows(ObservedDesign design, FixedColumn column) {
    EffectTerm term = design.structure().fixed().get(column.term());
    int[] factors = design.structure().factorsOf(term);
    int cells = CellEffects.cells(design, term);
    int products = design.variables().basisProducts(term);
    for (int cell = 0; cell < cells; cell++) {
      if (isObserved(design, factors, cell)) {
        for (int product = 0; product < products; product++) {
          if (design.variables().coding(term, cell, product)[column.column()] != 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether all levels of a cell, which is row-major over its factors, have rows. */
  private static boolean isObserved(ObservedDesign design, int[] factors, int cell) {
    int rest = cell;
    for (int f = factors.length - 1; f >= 0; f--) {
      FactorLevels levels = design.factor(factors[f]);
      if (!levels.isObserved(rest % levels.size())) {
        return false;
      }
      rest /= levels.size();
    }
    return true;
  }

  private static BlupException refused(ObservedDesign design, String what) {
    return new BlupException(
        "%s: the fit has %s, so that some rows have no prediction, which the sums of the fit tell. Save the fit itself: save(…)"
            .formatted(design.structure().name(), what));
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
