package org.blup.design;

import java.util.Arrays;
import java.util.List;

/**
 * The cross-products of a model over all of its rows, {@code A = [Z X y]ᵀ W [Z X y]}, in blocks:
 * sparse between the levels of grouping factors, dense in the columns of X and y. All that the
 * estimation of a model needs; it grows with levels and coefficients, not with rows. Offsets are
 * already taken from y.
 *
 * <p>X stands in a working basis of full column rank: its columns may be shifted by multiples of
 * other columns (the determinant of the change is 1), y may be shifted by a combination of columns
 * of X, and dependent columns are left out. {@link ObservedDesign} maps coefficients back.
 *
 * <p>Z stands in a working basis too. A correlated term's template is unstructured, and stays so
 * when its columns are combined with each other, so {@code (1, x)} may stand as {@code (1, x − c)}:
 * a covariate far from zero then costs neither digits nor steps. The criterion is the same, for the
 * determinant of the change is 1. {@link Term#toUser} takes effects back.
 *
 * @param rows n, the number of rows read
 * @param sumLogWeights Σ log w over the rows, 0 without weights
 * @param columns p, the number of columns of X
 * @param border the (p+1) × (p+1) symmetric matrix {@code [X y]ᵀW[X y]}, row by row, y last
 * @param groups the distinct grouping factors; their levels are the sparse unknowns
 * @param terms the random terms, in the order of the formula
 * @param blocks {@code ZᵀWZ}: for every pair of groups g ≥ h, block {@code g (g + 1) / 2 + h}
 */
public record NormalEquations(
    long rows,
    double sumLogWeights,
    int columns,
    double[] border,
    List<Group> groups,
    List<Term> terms,
    List<Block> blocks) {

  public NormalEquations {
    groups = List.copyOf(groups);
    terms = List.copyOf(terms);
    blocks = List.copyOf(blocks);
  }

  /**
   * A grouping factor: each of its levels has {@code size} unknowns, those of its terms one after
   * the other.
   *
   * @param levels J, the number of levels
   * @param size k, the number of effects of one level over all terms of the group
   * @param border {@code ZᵀW[X y]} of the group: J·k × (p+1), row by row, level by level
   */
  public record Group(int levels, int size, double[] border) {}

  /**
   * A random term: a part of each level's unknowns that has a covariance template of its own.
   *
   * @param group index of its group
   * @param offset the first of its effects among those of the group's level
   * @param size the number of its effects
   * @param correlated whether its template is a full lower triangle, or only a diagonal
   * @param toUser T, size × size row by row: columns of Z are the user's times T, so that effects
   *     {@code b} of a level are {@code T b} for the user; unit triangular once its rows and
   *     columns are sorted alike by degree, and the identity for uncorrelated terms
   */
  public record Term(int group, int offset, int size, boolean correlated, double[] toUser) {

    /** A term that stands in the user's basis. */
    public Term(int group, int offset, int size, boolean correlated) {
      this(group, offset, size, correlated, identity(size));
    }

    private static double[] identity(int size) {
      double[] identity = new double[size * size];
      for (int a = 0; a < size; a++) {
        identity[a * (size + 1)] = 1;
      }
      return identity;
    }

    /** Whether the term stands in the user's basis. */
    public boolean isUsers() {
      return Arrays.equals(toUser, identity(size));
    }
  }

  /**
   * {@code Z_gᵀ W Z_h}, block rows compressed. The pair of a group with itself is block diagonal:
   * two levels of one factor never meet in a row.
   *
   * @param rowGroup g
   * @param columnGroup h ≤ g
   * @param rowStart for each level of g the position of its first block, and the end: length J_g +
   *     1
   * @param column for each block the level of h, ascending within a row
   * @param values the blocks one after the other, each k_g × k_h row by row
   */
  public record Block(
      int rowGroup, int columnGroup, int[] rowStart, int[] column, double[] values) {}

  /** The block of groups {@code g} and {@code h}, in either order. */
  public Block block(int g, int h) {
    int high = Math.max(g, h);
    return blocks.get(high * (high + 1) / 2 + Math.min(g, h));
  }
}
