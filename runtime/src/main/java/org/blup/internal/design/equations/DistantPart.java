package org.blup.internal.design.equations;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.EquationPattern.Term;

/**
 * The cross-products of some levels of each grouping factor, as {@link NormalEquations} hold those
 * of all: a part of {@link DistantLevels}. Levels of two parts never meet in a row, so the random
 * effects of a part can be eliminated by themselves. Made of arrays, since not every serialisation
 * can read records.
 */
public final class DistantPart implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long rows;
  private final int width;

  /** For each group the number of its levels, and of their effects. */
  private final int[] levels;

  private final int[] sizes;

  /** For each group as in {@link LevelBlocks}. */
  private final double[][] blocks;

  private final double[][] borders;

  /** For each pair of groups as in {@link Pair}, in the order (1, 0), (2, 0), (2, 1) …. */
  private final int[][] rowStart;

  private final int[][] column;
  private final double[][] pairBlocks;

  /** The cross-products of equations, which are independent levels' and are not changed. */
  public DistantPart(NormalEquations equations) {
    List<Group> groups = equations.groups();
    rows = equations.rows();
    width = equations.columns() + 1;
    levels = groups.stream().mapToInt(Group::levels).toArray();
    sizes = groups.stream().mapToInt(Group::size).toArray();
    blocks = new double[levels.length][];
    borders = new double[levels.length][];
    for (int g = 0; g < levels.length; g++) {
      blocks[g] = equations.levelBlocks(g);
      borders[g] = equations.groupBorder(g);
    }
    List<Pair> pairs = equations.pattern().pairs();
    rowStart = pairs.stream().map(Pair::rowStart).toArray(int[][]::new);
    column = pairs.stream().map(Pair::column).toArray(int[][]::new);
    pairBlocks = equations.pairBlocks().toArray(double[][]::new);
  }

  /** How many levels a group has here. */
  public int levels(int group) {
    return levels[group];
  }

  /** The levels of a group by themselves. */
  public LevelBlocks group(int group) {
    return new LevelBlocks(levels[group], sizes[group], width, blocks[group], borders[group]);
  }

  /** The levels of the only group. */
  public LevelBlocks only() {
    return group(0);
  }

  /**
   * The equations of these levels.
   *
   * @param border {@code [X y]ᵀW[X y]} of all rows, whatever their part
   * @param terms of the model, in the basis of these cross-products
   */
  public NormalEquations equations(double[] border, List<Term> terms) {
    List<Group> groups = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int g = 0; g < levels.length; g++) {
      groups.add(new Group(levels[g], sizes[g]));
      for (int h = 0; h < g; h++) {
        pairs.add(new Pair(g, h, rowStart[pairs.size()], column[pairs.size()]));
      }
    }
    return new NormalEquations(
        new EquationPattern(width - 1, groups, terms, pairs),
        new ResidualModel(rows, 0),
        border,
        List.of(borders),
        List.of(blocks),
        List.of(pairBlocks));
  }
}
