package org.blup.internal.reml.setup;

import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Group;

/** The solution of the mixed-model equations, in the units of the scaled X and y. */
public final class Effects {

  /** u in the order of elimination, then β. */
  public final double[] solution;

  /** For each group b = Λu, levels × size row by row. */
  public final double[][] modes;

  /** For each group ZᵀWe, levels × size row by row. */
  public final double[][] residualProducts;

  public Effects(Layout layout) {
    solution = new double[layout.unknowns + layout.pattern.columns()];
    modes = perUnknown(layout);
    residualProducts = perUnknown(layout);
  }

  /** For each group a number for each effect of each level. */
  public static double[][] perUnknown(Layout layout) {
    List<Group> groups = layout.pattern.groups();
    double[][] numbers = new double[groups.size()][];
    for (int g = 0; g < numbers.length; g++) {
      numbers[g] = new double[groups.get(g).unknowns()];
    }
    return numbers;
  }
}
