package org.blup.internal.reml.iterative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;

/**
 * Equations of random intercepts, their levels arranged for the elimination of some groups: the
 * largest one, and those that it and each other of these is nested in, come first, from the finest
 * on; then all other groups. A node is a level. Vectors are {@link Incidence#WIDTH} columns side by
 * side.
 */
final class CrossedEquations {

  private static final int WIDTH = Incidence.WIDTH;

  final NormalEquations equations;

  /** The groups in the order of their nodes; those to eliminate first. */
  final int[] order;

  /** The first node of each group in this order; one more entry for the end. */
  final int[] start;

  /** How many groups are eliminated. */
  final int eliminated;

  /** The diagonal of ZᵀWZ by node. */
  final double[] squares;

  /** Meetings of eliminated levels with others, row by row of the former. */
  final List<Link> crossing = new ArrayList<>();

  /** Meetings of levels that are not eliminated. */
  final List<Link> kept = new ArrayList<>();

  private final List<Link> nested = new ArrayList<>();

  /** Two groups, by their places in the order, and where their levels meet. */
  record Link(int rows, int columns, Incidence incidence) {}

  /** Chooses what is eliminated. */
  CrossedEquations(NormalEquations equations) {
    this.equations = equations;
    int[] bySize =
        IntStream.range(0, equations.groups().size())
            .boxed()
            .sorted(Comparator.comparing(g -> -equations.groups().get(g).levels()))
            .mapToInt(g -> g)
            .toArray();
    List<Integer> first = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int g : bySize) {
      (first.stream().allMatch(finer -> isNested(finer, g)) ? first : rest).add(g);
    }
    eliminated = first.size();
    first.addAll(rest);
    order = first.stream().mapToInt(g -> g).toArray();
    start = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      start[i + 1] = Math.addExact(start[i], equations.groups().get(order[i]).levels());
    }
    Math.multiplyExact(nodes(), WIDTH);
    squares = new double[nodes()];
    for (int i = 0; i < order.length; i++) {
      double[] own = equations.levelBlocks(order[i]);
      System.arraycopy(own, 0, squares, start[i], own.length);
    }
    equations.forEachPair(this::add);
  }

  /** Whether each level of one group meets one level of the other. */
  private boolean isNested(int finer, int coarser) {
    for (Pair pair : equations.pattern().pairs()) {
      boolean isFiner = pair.rowGroup() == finer && pair.columnGroup() == coarser;
      boolean isCoarser = pair.rowGroup() == coarser && pair.columnGroup() == finer;
      if ((isFiner || isCoarser) && pair.blocks() == equations.groups().get(finer).levels()) {
        Incidence meetings = incidence(pair, new double[0], 0, 0);
        return (isFiner ? meetings : meetings.transposed()).isNested();
      }
    }
    return false;
  }

  private Incidence incidence(Pair pair, double[] values, int firstRow, int firstColumn) {
    int columns = equations.groups().get(pair.columnGroup()).levels();
    return Incidence.of(pair, values, firstRow, firstColumn, columns);
  }

  private void add(Pair pair, double[] values) {
    int rows = place(pair.rowGroup());
    int columns = place(pair.columnGroup());
    Incidence incidence = incidence(pair, values, start[rows], start[columns]);
    Link link =
        rows < columns
            ? new Link(rows, columns, incidence)
            : new Link(columns, rows, incidence.transposed());
    if (link.columns() < eliminated) {
      nested.add(link);
    } else if (link.rows() < eliminated) {
      crossing.add(link);
    } else {
      kept.add(link);
    }
  }

  /** The place of a group in the order. */
  int place(int group) {
    return IntStream.range(0, order.length).filter(i -> order[i] == group).findAny().orElseThrow();
  }

  /** What stands by place, by term. */
  double[] byTerm(double[] byPlace) {
    return equations.terms().stream().mapToDouble(term -> byPlace[place(term.group())]).toArray();
  }

  int groups() {
    return order.length;
  }

  int nodes() {
    return start[order.length];
  }

  /** The nodes that are eliminated. */
  int eliminatedNodes() {
    return start[eliminated];
  }

  /** The levels of a group by its place. */
  int levels(int place) {
    return start[place + 1] - start[place];
  }

  /** The group of a node, by its place. */
  int placeOf(int node) {
    int place = Arrays.binarySearch(start, node);
    return place >= 0 ? place : -place - 2;
  }

  /** Room for several columns. */
  double[] newColumns() {
    return new double[nodes() * WIDTH];
  }

  /** For the groups that are eliminated. */
  NestedElimination elimination() {
    Incidence[][] meetings = new Incidence[eliminated][eliminated];
    nested.forEach(link -> meetings[link.rows()][link.columns()] = link.incidence());
    return new NestedElimination(Arrays.copyOf(start, eliminated + 1), meetings);
  }

  /** {@code ZᵀWZ x} for several columns. */
  void timesSquares(double[] x, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = squares[i / WIDTH] * x[i];
    }
    for (List<Link> links : List.of(nested, crossing, kept)) {
      for (Link link : links) {
        link.incidence().gather(1, x, to);
        link.incidence().scatter(1, x, to);
      }
    }
  }

  /** {@code ZᵀW[X y]} of a group by its place, as the equations have it. */
  double[] border(int place) {
    return equations.groupBorder(order[place]);
  }
}
