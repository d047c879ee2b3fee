package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All moment tables of a model, and the block of rows that waits to enter them. Variables are
 * summed about a shift that the first block of rows determines.
 */
final class Moments {

  private final ModelStructure structure;
  private final MomentPlan plan;
  private final LevelDictionary[] dictionaries;
  private final MomentTable[] tables;
  private final BasisMoments bases;
  private final RowBlock block;
  private final double[][][] tableProducts;

  /** For each table the cells of the waiting rows. */
  private final int[][] cells;

  private double[] shift = {};
  private long rows;
  private long nextRecentring = RowBlock.CAPACITY;

  Moments(ModelStructure structure) {
    this.structure = structure;
    plan = new MomentPlan(structure);
    dictionaries = LevelDictionary.all(structure);
    List<Monomial> monomials = plan.monomials();
    block = new RowBlock(structure.responseVariable(), structure.factors().size(), monomials);
    bases = new BasisMoments(structure);
    tables = new MomentTable[plan.tables().size()];
    tableProducts = new double[tables.length][][];
    cells = new int[tables.length][RowBlock.CAPACITY];
    for (int t = 0; t < tables.length; t++) {
      MomentPlan.Table table = plan.tables().get(t);
      int[] key = table.key().stream().mapToInt(Integer::intValue).toArray();
      tables[t] = new MomentTable(key, table.moments().size());
      tableProducts[t] =
          table.moments().stream()
              .map(moment -> block.products()[monomials.indexOf(moment)])
              .toArray(double[][]::new);
    }
  }

  /** Adds a complete row. */
  void add(DesignRow row) {
    block.add(row);
    rows++;
    if (block.isFull()) {
      flush();
    }
  }

  /** Moves the waiting rows into the tables. */
  private void flush() {
    if (block.rows() == 0) {
      return;
    }
    findWaiting();
    sumWaiting();
    for (MomentTable table : tables) {
      table.putAwayIfDue(block.rows());
    }
    block.clear();
    if (rows >= nextRecentring) {
      recentre();
    }
  }

  private void sumWaiting() {
    for (int t = 0; t < tables.length; t++) {
      tables[t].add(tableProducts[t], block.rows(), cells[t]);
    }
    bases.add(block.shifted(), block.rows());
  }

  /** Finds the cells of the waiting rows, and forms their products. */
  private void findWaiting() {
    if (shift.length == 0) {
      shift = block.shift();
    }
    block.number(dictionaries);
    block.multiply(shift);
    for (int t = 0; t < tables.length; t++) {
      tables[t].findCells(block.levels(), block.rows(), cells[t]);
    }
  }

  /**
   * Reads all sums, those of the waiting rows included. Afterwards all sums are what they were
   * before, to the last bit: rows to come are summed as if nobody had read.
   */
  <T> T withWaitingRows(Supplier<T> read) {
    if (block.rows() == 0) {
      return read.get();
    }
    double[] shiftBefore = shift;
    double[][] before = new double[tables.length][];
    findWaiting();
    for (int t = 0; t < tables.length; t++) {
      before[t] = tables[t].copyOf(cells[t], block.rows());
    }
    double[][] basesBefore = bases.copyOfSums();
    try {
      sumWaiting();
      return read.get();
    } finally {
      for (int t = 0; t < tables.length; t++) {
        tables[t].restore(cells[t], block.rows(), before[t]);
      }
      bases.restore(basesBefore);
      shift = shiftBefore;
    }
  }

  /** Follows the means of the numbers that enter in high powers, now and then. */
  private void recentre() {
    double[] recentred = bases.recentred(shift);
    if (recentred != shift) {
      move(recentred);
    }
    nextRecentring = rows + rows / 4;
  }

  /**
   * Adds the moments of another part, its waiting rows being read; the shift of the part with more
   * rows stays.
   */
  void merge(Moments other) {
    flush();
    if (other.rows == 0) {
      return;
    }
    if (shift.length == 0) {
      shift = other.shift;
    } else if (other.rows > rows) {
      move(other.shift);
    }
    double[] delta = difference(other.shift, shift);
    int[][] levelMaps = levelMaps(other);
    for (int t = 0; t < tables.length; t++) {
      ShiftChange change = new ShiftChange(plan.tables().get(t).moments(), delta);
      tables[t].merge(other.tables[t], change, levelMaps);
    }
    bases.merge(other.bases, delta);
    rows += other.rows;
    recentre();
  }

  /** The levels of all factors, sorted. */
  List<FactorLevels> levels() {
    return FactorLevels.all(structure, dictionaries);
  }

  /** What the memory of the sums grows with, as text: {@code 12 levels of g, 30 of g:h}. */
  String extent() {
    List<String> extents = new ArrayList<>();
    for (LevelDictionary dictionary : dictionaries) {
      extents.add("%s levels of %s".formatted(dictionary.size(), dictionary.factor()));
    }
    for (MomentTable table : tables) {
      if (table.key().length > 1) {
        String factors =
            Arrays.stream(table.key())
                .mapToObj(structure.factors()::get)
                .collect(Collectors.joining(" and "));
        extents.add("%s combinations of %s".formatted(table.cells(), factors));
      }
    }
    return String.join(", ", extents);
  }

  /** About the memory that the sums take, without the levels' names. */
  long bytes() {
    return Arrays.stream(tables).mapToLong(MomentTable::bytes).sum();
  }

  /** How the rows spread over the combinations of levels of some factors. */
  JointFrequencies frequencies(List<Integer> factors, List<FactorLevels> levels) {
    return JointFrequencies.of(factors, tables[plan.tableFor(Set.copyOf(factors))], levels);
  }

  /** What the rows have made of the bases. */
  BasisMoments bases() {
    return bases;
  }

  MomentPlan plan() {
    return plan;
  }

  /** The table that tells apart the levels of these factors. */
  int tableFor(Set<Integer> key) {
    return plan.tableFor(key);
  }

  MomentTable table(int index) {
    return tables[index];
  }

  /** What was taken from each variable before it was summed, the response last. */
  double[] shift() {
    return shift;
  }

  /** For each factor this part's number of each of the other's levels. */
  private int[][] levelMaps(Moments other) {
    int[][] maps = new int[dictionaries.length][];
    for (int f = 0; f < maps.length; f++) {
      LevelDictionary own = dictionaries[f];
      LevelDictionary theirs = other.dictionaries[f];
      maps[f] = new int[theirs.size()];
      Arrays.setAll(maps[f], number -> own.addFrom(theirs, number));
    }
    return maps;
  }

  private void move(double[] newShift) {
    double[] delta = difference(shift, newShift);
    for (int t = 0; t < tables.length; t++) {
      tables[t].move(new ShiftChange(plan.tables().get(t).moments(), delta));
    }
    bases.move(delta);
    shift = newShift;
  }

  private static double[] difference(double[] left, double[] right) {
    double[] difference = new double[left.length];
    Arrays.setAll(difference, i -> left[i] - right[i]);
    return difference;
  }
}
