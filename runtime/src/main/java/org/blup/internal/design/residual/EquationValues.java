package org.blup.internal.design.residual;

import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;

/**
 * The numbers of equations while they are being summed: zeros at first.
 *
 * @param pattern where they stand
 * @param border as {@link NormalEquations} has it, and so the others
 */
record EquationValues(
    EquationPattern pattern,
    double[] border,
    List<double[]> groupBorders,
    List<double[]> levelBlocks,
    List<double[]> pairBlocks) {

  static EquationValues of(EquationPattern pattern) {
    int width = pattern.columns() + 1;
    List<Group> groups = pattern.groups();
    return new EquationValues(
        pattern,
        new double[width * width],
        groups.stream().map(g -> new double[g.unknowns() * width]).toList(),
        groups.stream().map(g -> new double[g.unknowns() * g.size()]).toList(),
        pattern.pairs().stream()
            .map(
                pair ->
                    new double
                        [pair.blocks()
                            * groups.get(pair.rowGroup()).size()
                            * groups.get(pair.columnGroup()).size()])
            .toList());
  }

  NormalEquations equations(ResidualModel residuals) {
    return new NormalEquations(pattern, residuals, border, groupBorders, levelBlocks, pairBlocks);
  }
}
