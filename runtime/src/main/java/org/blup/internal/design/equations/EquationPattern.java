package org.blup.internal.design.equations;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.CovarianceStructure;

/**
 * The unknowns of a model's {@link NormalEquations}, and which of them meet in a row: all that the
 * order of elimination and the structure of the factor depend on. Models that differ in numbers
 * alone, as by another response, share it.
 *
 * @param columns p, the number of columns of X
 * @param groups the distinct grouping factors; their levels are the sparse unknowns
 * @param terms the random terms, in the order of the formula
 * @param pairs which levels meet: for every two groups g &gt; h in the order (1, 0), (2, 0), (2, 1)
 *     …, then those groups of which two levels meet in one row, with themselves
 */
public record EquationPattern(int columns, List<Group> groups, List<Term> terms, List<Pair> pairs) {

  public EquationPattern {
    groups = List.copyOf(groups);
    terms = List.copyOf(terms);
    pairs = List.copyOf(pairs);
  }

  /** How many numbers equations hold. */
  public double numbers() {
    double width = columns + 1;
    double numbers = width * width;
    for (Group group : groups) {
      numbers += (double) group.levels() * group.size() * (width + group.size());
    }
    for (Pair pair : pairs) {
      int k = groups.get(pair.rowGroup()).size();
      numbers += (double) pair.blocks() * k * groups.get(pair.columnGroup()).size();
    }
    return numbers;
  }

  /** The columns of [X y], and of Z the effects of one level of each group: what a row has. */
  public int columnsOfRow() {
    return columns + 1 + groups.stream().mapToInt(Group::size).sum();
  }

  /** The groups whose precision has a parameter. */
  public List<Integer> autoregressions() {
    return IntStream.range(0, groups.size())
        .filter(g -> groups.get(g).precision().autoregression().isPresent())
        .boxed()
        .toList();
  }

  /**
   * The same unknowns with other parameters of precisions.
   *
   * @param parameters one for each of {@link #autoregressions}
   */
  EquationPattern at(double[] parameters) {
    List<Group> moved = new ArrayList<>(groups);
    int next = 0;
    for (int g : autoregressions()) {
      Group group = groups.get(g);
      moved.set(
          g, new Group(group.levels(), group.size(), group.precision().at(parameters[next++])));
    }
    return new EquationPattern(columns, moved, terms, pairs);
  }

  /** Whether two patterns differ in the parameters of precisions alone. */
  public boolean isAlike(EquationPattern other) {
    return this == other
        || pairs == other.pairs && terms == other.terms && columns == other.columns;
  }

  /** Whether two levels of a group meet in some row. */
  public boolean meetsItself(int group) {
    return pairs.stream().anyMatch(pair -> pair.rowGroup() == group && pair.columnGroup() == group);
  }

  /**
   * A grouping factor: each of its levels has {@code size} unknowns, those of its terms one after
   * the other.
   *
   * @param levels J, the number of levels
   * @param size k, the number of effects of one level over all terms of the group
   * @param precision of the effects over the levels
   */
  public record Group(int levels, int size, LevelPrecision precision) {

    /** A group of independent levels. */
    public Group(int levels, int size) {
      this(levels, size, LevelPrecision.IDENTITY);
    }

    /** The same levels with another number of effects. */
    Group ofSize(int other) {
      return new Group(levels, other, precision);
    }

    /** The number of unknowns. */
    public int unknowns() {
      return Math.multiplyExact(levels, size);
    }
  }

  /**
   * A random term: a part of each level's unknowns that has a covariance template of its own.
   *
   * @param group index of its group
   * @param offset the first of its effects among those of the group's level
   * @param size the number of its effects
   * @param structure which elements of its template are parameters
   * @param toUser T, size × size row by row: columns of Z are the user's times T, so that effects
   *     {@code b} of a level are {@code T b} for the user; unit triangular once its rows and
   *     columns are sorted alike by degree, and the identity for uncorrelated terms
   * @param left for each effect, which share of the squares that its column was made of is left: 1
   *     but where the column is what others nearly make up ({@link CollinearEffects}), whose
   *     cross-products have lost digits accordingly
   */
  public record Term(
      int group,
      int offset,
      int size,
      CovarianceStructure structure,
      double[] toUser,
      double[] left)
      implements Serializable {

    /** A term whose columns do not nearly make up each other. */
    public Term(int group, int offset, int size, CovarianceStructure structure, double[] toUser) {
      this(group, offset, size, structure, toUser, ones(size));
    }

    /** A term that stands in the user's basis. */
    public Term(int group, int offset, int size, CovarianceStructure structure) {
      this(group, offset, size, structure, identity(size));
    }

    private static double[] ones(int size) {
      double[] ones = new double[size];
      Arrays.fill(ones, 1);
      return ones;
    }

    private static double[] identity(int size) {
      double[] identity = new double[size * size];
      for (int a = 0; a < size; a++) {
        identity[a * (size + 1)] = 1;
      }
      return identity;
    }

    /** The number of its covariance parameters. */
    public int parameters() {
      return structure.parameters(size);
    }

    /** The same term with its columns in another basis. */
    public Term inBasis(double[] toUser, double[] left) {
      return new Term(group, offset, size, structure, toUser, left);
    }

    /** Whether the term stands in the user's basis. */
    public boolean isUsers() {
      return Arrays.equals(toUser, identity(size));
    }
  }

  /**
   * The levels of two groups that meet in a row, block rows compressed. In the pair of a group with
   * itself {@code column} is less than the row: a level's block with itself is not part of any
   * pair.
   *
   * @param rowGroup g
   * @param columnGroup h ≤ g
   * @param rowStart for each level of g the position of its first block, and the end: length J_g +
   *     1
   * @param column for each block the level of h, ascending within a row
   */
  public record Pair(int rowGroup, int columnGroup, int[] rowStart, int[] column) {

    /** The number of blocks. */
    public int blocks() {
      return column.length;
    }
  }
}
