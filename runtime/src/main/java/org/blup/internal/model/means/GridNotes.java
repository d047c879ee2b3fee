package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.text.Digits;
import org.blup.model.means.Averaging;

/** What means over a reference grid rest on, line by line, for below their table. */
final class GridNotes {

  private final Grid grid;
  private final ModelStructure structure;
  private final List<String> lines = new ArrayList<>();

  private GridNotes(Grid grid) {
    this.grid = grid;
    structure = grid.structure();
  }

  /**
   * The lines.
   *
   * @param shown the factors whose levels stand in the table
   * @param scale of the estimates
   */
  static List<String> of(Grid grid, Collection<String> shown, ResponseScale scale) {
    GridNotes notes = new GridNotes(grid);
    notes.averaged(shown);
    notes.covariates();
    notes.interactions(shown);
    scale
        .note(notes.structure)
        .map(line -> line + (scale == ResponseScale.IDENTITY ? "" : notes.tests()))
        .ifPresent(notes.lines::add);
    notes.structure.weight().map(ResponseScale::weightNote).ifPresent(notes.lines::add);
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
      lines.add("Averaged over " + String.join(", ", averaged) + ", " + words(grid.averaging()));
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

  /** How the levels averaged over count. */
  private static String words(Averaging averaging) {
    return switch (averaging) {
      case EQUAL -> "all levels counting equally";
      case PROPORTIONAL -> "combinations counting by their rows";
      case OUTER ->
          "levels counting by their rows, combinations by the product of their levels' shares";
      case CELLS -> "combinations counting by their rows within each mean";
      case FLAT -> "combinations with rows within each mean counting equally";
    };
  }
}
