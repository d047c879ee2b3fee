package org.blup.internal.linalg.ordering;

/**
 * Which unknowns of a symmetric block matrix meet: an undirected graph whose nodes are dense
 * blocks. Beside the nodes stands a border that meets every one of them.
 */
public final class BlockPattern {

  /**
   * A node is nearly dense if its degree is so many times the root of the number of nodes, as in
   * AMD (Amestoy, Davis & Duff 2004, Algorithm 837, ACM Trans. Math. Softw. 30:381–388), and as
   * many times the mean degree: where all nodes meet much, none of them stands out.
   */
  private static final double NEARLY_DENSE = 10;

  private final int[] sizes;
  private final int border;
  private final int[] start;
  private final int[] neighbour;

  /** Nodes of a higher degree are nearly dense. */
  private final double largestSparse;

  private BlockPattern(int[] sizes, int border, int[] start, int[] neighbour) {
    this.sizes = sizes;
    this.border = border;
    this.start = start;
    this.neighbour = neighbour;
    double mean = (double) neighbour.length / Math.max(1, sizes.length);
    largestSparse = NEARLY_DENSE * Math.max(Math.sqrt(sizes.length), mean);
  }

  /** The number of nodes, the border not counted. */
  public int nodes() {
    return sizes.length;
  }

  /** The rows of a node's diagonal block. */
  public int size(int node) {
    return sizes[node];
  }

  /** The rows of the border. */
  public int border() {
    return border;
  }

  public int degree(int node) {
    return start[node + 1] - start[node];
  }

  /** Whether a node meets so much more than others that it had better be eliminated last. */
  public boolean isNearlyDense(int node) {
    return degree(node) > largestSparse;
  }

  public int firstNeighbour(int node) {
    return start[node];
  }

  public int neighbour(int index) {
    return neighbour[index];
  }

  /**
   * Builds a pattern from pairs of nodes.
   *
   * @param sizes the rows of each node's diagonal block
   * @param border the rows of the border
   * @param pairs writes every pair of different nodes that meet once, the same pairs at each call
   */
  public static BlockPattern of(int[] sizes, int border, Pairs pairs) {
    int[] start = new int[sizes.length + 1];
    pairs.forEach(
        (i, j) -> {
          start[i + 1]++;
          start[j + 1]++;
        });
    for (int i = 0; i < sizes.length; i++) {
      start[i + 1] = Math.addExact(start[i], start[i + 1]);
    }
    int[] next = java.util.Arrays.copyOf(start, sizes.length);
    int[] neighbour = new int[start[sizes.length]];
    pairs.forEach(
        (i, j) -> {
          neighbour[next[i]++] = j;
          neighbour[next[j]++] = i;
        });
    return new BlockPattern(sizes.clone(), border, start, neighbour);
  }

  /** Lists the pairs of nodes that meet. */
  @FunctionalInterface
  public interface Pairs {
    void forEach(PairConsumer consumer);
  }

  /** Takes one pair of nodes. */
  @FunctionalInterface
  public interface PairConsumer {
    void accept(int i, int j);
  }
}
