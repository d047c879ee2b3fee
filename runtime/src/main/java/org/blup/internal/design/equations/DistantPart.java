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

  /** The cross-products of equations: see {@link NormalEquations#part}. */
  DistantPart(
      EquationPattern pattern,
      long rows,
      List<double[]> borders,
      List<double[]> blocks,
      List<double[]> pairBlocks) {
    this.rows = rows;
    width = pattern.columns() + 1;
    levels = pattern.groups().stream().mapToInt(Group::levels).toArray();
    sizes = pattern.groups().stream().mapToInt(Group::size).toArray();
    this.borders = borders.toArray(double[][]::new);
    this.blocks = blocks.toArray(double[][]::new);
    this.pairBlocks = pairBlocks.toArray(double[][]::new);
    rowStart = pattern.pairs().stream().map(Pair::rowStart).toArray(int[][]::new);
    column = pattern.pairs().stream().map(Pair::column).toArray(int[][]::new);
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
   * Which unknowns of these levels there are, and which of them meet.
   *
   * @param terms of the model, in the basis of these cross-products
   */
  EquationPattern pattern(List<Term> terms) {
    List<Group> groups = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int g = 0; g < levels.length; g++) {
      groups.add(new Group(levels[g], sizes[g]));
      for (int h = 0; h < g; h++) {
        pairs.add(new Pair(g, h, rowStart[pairs.size()], column[pairs.size()]));
      }
    }
    return new EquationPattern(width - 1, groups, terms, pairs);
  }

  long rows() {
    return rows;
  }

  List<double[]> borders() {
    return List.of(borders);
  }

  List<double[]> blocks() {
    return List.of(blocks);
  }

  List<double[]> pairBlocks() {
    return List.of(pairBlocks);
  }
}
