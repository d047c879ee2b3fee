package org.blup.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.blup.design.EffectTerm;
import org.blup.design.ModelStructure;

/** What means over a reference grid rest on, line by line, for below their table. */
final class GridNotes {

  private final ReferenceGrid grid;
  private final ModelStructure structure;
  private final List<String> lines = new ArrayList<>();

  private GridNotes(ReferenceGrid grid) {
    this.grid = grid;
    structure = grid.estimates().design().structure();
  }

  /**
   * The lines.
   *
   * @param shown the factors whose levels stand in the table
   * @param scale of the estimates
   */
  static List<String> of(ReferenceGrid grid, Collection<String> shown, ResponseScale scale) {
    GridNotes notes = new GridNotes(grid);
    notes.averaged(shown);
    notes.covariates();
    notes.interactions(shown);
    scale(notes.structure, scale)
        .map(line -> line + (scale == ResponseScale.IDENTITY ? "" : notes.tests()))
        .ifPresent(notes.lines::add);
    notes.structure.weight().ifPresent(weight -> notes.lines.add("Rows weighted by " + weight));
    return notes.lines;
  }

  private void averaged(Collection<String> shown) {
    List<String> averaged = new ArrayList<>();
    for (String factor : grid.factors()) {
      if (shown.contains(factor)) {
        continue;
      }
      grid.levelOf(factor)
          .ifPresentOrElse(
              level -> lines.add("At " + factor + " = " + level), () -> averaged.add(factor));
    }
    if (!averaged.isEmpty()) {
      lines.add("Averaged over " + String.join(", ", averaged) + ", " + grid.averaging().words());
    }
  }

  private void covariates() {
    for (String covariate : grid.covariates()) {
      double mean = grid.meanOf(covariate);
      double value = grid.valueOf(covariate);
      lines.add(
          "At " + covariate + " = " + Digits.given(value) + (value == mean ? ", its mean" : ""));
    }
  }

  private void interactions(Collection<String> shown) {
    for (EffectTerm term : structure.fixed()) {
      List<String> others = new ArrayList<>(term.variables());
      others.removeAll(shown);
      if (others.size() == term.variables().size()) {
        continue;
      }
      boolean averaged = others.stream().anyMatch(v -> isFactor(v) && grid.levelOf(v).isEmpty());
      if (averaged) {
        lines.add("The model has " + term.label() + ", an interaction averaged over here");
      } else if (!others.stream().allMatch(this::isFactor)) {
        lines.add("The model has " + term.label() + ": differences hold at these values only");
      }
    }
  }

  private String tests() {
    return "; t and p-values are those of " + structure.response();
  }

  private boolean isFactor(String variable) {
    return grid.factors().contains(variable);
  }

  /** On which scale numbers are, where the left-hand side is a function of the response. */
  static Optional<String> scale(ModelStructure structure, ResponseScale scale) {
    String response = structure.response();
    if (response.chars().allMatch(Character::isJavaIdentifierPart)) {
      return Optional.empty();
    }
    return Optional.of(
        scale == ResponseScale.IDENTITY
            ? "On the scale of " + response
            : "On the scale of the response, taken back from " + response);
  }
}
