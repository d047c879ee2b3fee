package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * All that one pass sums: the moment tables of a model and the moments of single numbers, with the
 * dictionaries that number the levels. Variables are summed about a shift that the first block of
 * rows determines. Sums of parts can be merged; no row is needed any more.
 */
public final class Moments {

  private final ModelStructure structure;
  private final MomentPlan plan;
  private LevelDictionaries dictionaries;
  private final MomentTable[] tables;
  private final BasisMoments bases;
  private double[] shift = {};
  private double sumLogWeights;
  private long rows;
  private long nextRecentring = RowBlock.CAPACITY;

  public Moments(ModelStructure structure) {
    this.structure = structure;
    plan = new MomentPlan(structure);
    dictionaries = new LevelDictionaries(structure);
    bases = new BasisMoments(structure);
    tables = new MomentTable[plan.tables().size()];
    for (int t = 0; t < tables.length; t++) {
      MomentPlan.Table table = plan.tables().get(t);
      int[] key = table.key().stream().mapToInt(Integer::intValue).toArray();
      tables[t] = new MomentTable(key, table.moments().size(), structure.isWeighted());
    }
  }

  private Moments(Moments other) {
    structure = other.structure;
    plan = other.plan;
    dictionaries = other.dictionaries.asFinal();
    bases = new BasisMoments(structure);
    bases.restore(other.bases.copyOfSums());
    tables = Arrays.stream(other.tables).map(MomentTable::new).toArray(MomentTable[]::new);
    shift = other.shift;
    sumLogWeights = other.sumLogWeights;
    rows = other.rows;
    nextRecentring = other.nextRecentring;
  }

  /** Finds the cells of a block's rows, and forms their products about the shift. */
  public void find(PlacedBlock block) {
    if (shift.length == 0) {
      shift = block.rows().shift();
    }
    block.rows().multiply(shift);
    place(block);
  }

  private void place(PlacedBlock block) {
    block.rows().number(dictionaries);
    for (int t = 0; t < tables.length; t++) {
      tables[t].findCells(block.rows().levels(), block.rows().rows(), block.cells[t]);
    }
  }

  /** Adds a block of rows whose cells {@link #find} found. */
  public void add(PlacedBlock block) {
    int added = block.rows().rows();
    for (int t = 0; t < tables.length; t++) {
      tables[t].add(block.products[t], added, block.cells[t]);
    }
    bases.add(bases.powers(block.rows().shifted(), added));
    count(block);
  }

  private void count(PlacedBlock block) {
    if (structure.isWeighted()) {
      sumLogWeights = block.rows().plusLogWeights(sumLogWeights);
    }
    rows += block.rows().rows();
  }

  /** Whether the shift stays where the first block has put it. */
  public boolean keepsShift() {
    return !bases.mayDrift();
  }

  /**
   * Prepares a block between others, whose cells are found as far as they are known; several
   * threads may prepare blocks at once. There has been a block before.
   */
  public void prepare(PlacedBlock block) {
    int added = block.rows().rows();
    block.rows().multiply(shift);
    block.isPlaced = block.rows().find(dictionaries);
    for (int t = 0; t < tables.length; t++) {
      block.isPlaced =
          block.isPlaced && tables[t].findKnown(block.rows().levels(), added, block.cells[t]);
      if (tables[t].isSingle()) {
        MomentTable.sum(block.products[t], added, block.sums[t]);
      }
    }
    block.powers = bases.powers(block.rows().shifted(), added);
  }

  /**
   * Adds prepared blocks in their order, but for the tables with several cells, which only get
   * their new cells. Does for each of these what {@link #add} and {@link #settle} do.
   *
   * @param isDue takes for each table and block whether plain sums are put away after it
   */
  public void place(PlacedBlock[] blocks, int count, boolean[][] isDue) {
    for (int b = 0; b < count; b++) {
      PlacedBlock block = blocks[b];
      if (!block.isPlaced) {
        place(block);
      }
      int added = block.rows().rows();
      for (int t = 0; t < tables.length; t++) {
        if (tables[t].isSingle()) {
          tables[t].add(block.sums[t]);
          tables[t].putAwayIfDue(added);
        } else {
          isDue[t][b] = tables[t].isDue(added);
        }
      }
      bases.add(block.powers);
      count(block);
      if (rows >= nextRecentring) {
        recentre();
      }
    }
  }

  /**
   * Adds placed blocks to a table with several cells, in one of several parts of the cells. Threads
   * may have a part each.
   *
   * @param mask the number of parts, a power of two, less one
   * @param scratch for one row more than a block has
   */
  public void add(
      PlacedBlock[] blocks,
      int count,
      boolean[][] isDue,
      int table,
      int part,
      int mask,
      int[] scratch) {
    if (tables[table].isSingle()) {
      return;
    }
    for (int b = 0; b < count; b++) {
      PlacedBlock block = blocks[b];
      tables[table].add(
          block.products[table], block.rows().rows(), block.cells[table], part, mask, scratch);
      if (isDue[table][b]) {
        tables[table].putAway(part, mask);
      }
    }
  }

  /** Adds plain sums to the totals and moves the shift, where that is due after a block. */
  public void settle(int added) {
    for (MomentTable table : tables) {
      table.putAwayIfDue(added);
    }
    if (rows >= nextRecentring) {
      recentre();
    }
  }

  /**
   * Copies what a block of rows is about to change.
   *
   * @return writes the copy back, so that all sums are what they were, to the last bit
   */
  public Runnable snapshot(PlacedBlock block) {
    int blockRows = block.rows().rows();
    int[][] cells = block.cells;
    double[][] tableSums = new double[tables.length][];
    for (int t = 0; t < tables.length; t++) {
      tableSums[t] = tables[t].copyOf(cells[t], blockRows);
    }
    double[][] basisSums = bases.copyOfSums();
    double[] oldShift = rows == 0 ? new double[0] : shift;
    double oldSumLogWeights = sumLogWeights;
    long oldRows = rows;
    return () -> {
      for (int t = 0; t < tables.length; t++) {
        tables[t].restore(cells[t], blockRows, tableSums[t]);
      }
      bases.restore(basisSums);
      shift = oldShift;
      sumLogWeights = oldSumLogWeights;
      rows = oldRows;
    };
  }

  /** Moves the shift to the means of numbers with high powers, at growing intervals. */
  private void recentre() {
    double[] recentred = bases.recentred(shift);
    if (recentred != shift) {
      move(recentred);
    }
    nextRecentring = rows + rows / 4;
  }

  /** Adds the moments of another part; the shift of the part with more rows stays. */
  public void merge(Moments other) {
    if (other.rows == 0) {
      return;
    }
    if (shift.length == 0) {
      shift = other.shift;
    } else if (other.rows > rows) {
      move(other.shift);
    }
    double[] delta = difference(other.shift, shift);
    int[][] levelNumbers = dictionaries.numbersOf(other.dictionaries);
    for (int t = 0; t < tables.length; t++) {
      ShiftChange change = new ShiftChange(plan.tables().get(t).moments(), delta);
      tables[t].merge(other.tables[t], change, levelNumbers);
    }
    bases.merge(other.bases, delta);
    sumLogWeights += other.sumLogWeights;
    rows += other.rows;
    recentre();
  }

  /**
   * What takes the moments of rows away from each table.
   *
   * @throws BlupException if the rows are not among these
   */
  public List<TableSubtraction> checked(Moments other) {
    double[] delta = difference(other.shift, shift);
    int[][] numbers = dictionaries.find(other.dictionaries);
    double[] scales = new VariableMeans(plan.tables(), tables).scales(shift.length);
    List<TableSubtraction> subtractions = new ArrayList<>();
    for (int t = 0; t < tables.length; t++) {
      List<Monomial> moments = plan.tables().get(t).moments();
      ShiftChange change = new ShiftChange(moments, delta);
      subtractions.add(
          new TableSubtraction(
              structure,
              moments,
              scales,
              tables[t],
              other.tables[t],
              change,
              numbers,
              other.dictionaries));
    }
    subtractions.forEach(TableSubtraction::checkRows);
    subtractions.forEach(TableSubtraction::checkValues);
    return subtractions;
  }

  /**
   * Takes the moments of rows away again. Levels and combinations of levels that no row has any
   * more are dropped.
   *
   * @throws BlupException if the rows are not among these; nothing has changed then
   */
  public void subtract(Moments other) {
    checked(other).forEach(TableSubtraction::apply);
    bases.subtract(other.bases, difference(other.shift, shift));
    sumLogWeights -= other.sumLogWeights;
    rows -= other.rows;
    dropEmpty();
    double[] recentred = new VariableMeans(plan.tables(), tables).recentred(shift);
    if (recentred != shift) {
      move(recentred);
    }
    recentre();
  }

  /** Drops levels and cells without rows, and numbers the others anew. */
  private void dropEmpty() {
    boolean[][] kept = new boolean[structure.factors().size()][];
    boolean isAnyEmpty = false;
    for (int f = 0; f < kept.length; f++) {
      kept[f] = new boolean[dictionaries.size(f)];
    }
    for (MomentTable table : tables) {
      isAnyEmpty |= table.markLevels(kept);
    }
    keepUntold(kept);
    for (int f = 0; f < kept.length; f++) {
      for (int number = 0; number < kept[f].length; number++) {
        isAnyEmpty |= !kept[f][number] && dictionaries.isObserved(f, number);
      }
    }
    if (isAnyEmpty) {
      LevelDictionaries some = dictionaries.only(kept);
      int[][] numbers = some.find(dictionaries);
      for (int t = 0; t < tables.length; t++) {
        ShiftChange none =
            new ShiftChange(plan.tables().get(t).moments(), new double[shift.length]);
        MomentTable table = tables[t].empty();
        table.merge(tables[t], none, numbers);
        tables[t] = table;
      }
      dictionaries = some;
    }
  }

  /** The rounding error that subtractions have left in the sum of squares of y, a row. */
  public double roundingOfResponse() {
    int response = structure.responseVariable();
    Monomial square = Monomial.of(response, response);
    double greatest = 0;
    for (int t = 0; t < tables.length; t++) {
      int moment = plan.tables().get(t).moments().indexOf(square);
      if (moment >= 0 && tables[t].greatest().length > 0) {
        greatest = Math.max(greatest, tables[t].greatest()[moment]);
      }
    }
    return greatest * 0x1p-53 / Math.max(1, rows);
  }

  /** Keeps all levels of factors that no table tells apart. */
  private void keepUntold(boolean[][] kept) {
    for (int f = 0; f < kept.length; f++) {
      int factor = f;
      if (plan.tables().stream().noneMatch(table -> table.key().contains(factor))) {
        Arrays.fill(kept[f], true);
      }
    }
  }

  /** What subtractions have cost. */
  public LostDigits lostDigits() {
    LostDigits worst = LostDigits.NONE;
    for (int t = 0; t < tables.length; t++) {
      worst = worst.or(LostDigits.of(structure, plan.tables().get(t).moments(), tables[t]));
    }
    return worst;
  }

  public void write(BinaryOutput out) {
    out.count(rows);
    out.count(nextRecentring);
    out.number(sumLogWeights);
    out.flag(shift.length > 0);
    out.numbers(shift, shift.length);
    dictionaries.write(out);
    bases.write(out);
    for (MomentTable table : tables) {
      table.write(out);
    }
  }

  /** Reads sums into these, which are empty. */
  public void read(BinaryInput in) {
    rows = in.longCount();
    nextRecentring = in.longCount();
    sumLogWeights = in.number();
    boolean isShifted = in.flag();
    shift = in.numbers(isShifted ? structure.responseVariable() + 1 : 0);
    if (!isShifted && rows > 0) {
      throw in.damaged("no origin of the sums of %d rows".formatted(rows));
    }
    dictionaries.read(in);
    bases.read(in);
    for (MomentTable table : tables) {
      table.read(in, dictionaries::size);
    }
  }

  /** The sums as they are now, each one number; nothing must be added. */
  public Moments asFinal() {
    return new Moments(this);
  }

  /** The levels of all factors, sorted. */
  public List<FactorLevels> levels() {
    return dictionaries.levels();
  }

  /** What the memory of the sums grows with, as text: {@code 12 levels of g, 30 of g:h}. */
  public String extent() {
    List<String> extents = new ArrayList<>(dictionaries.extents());
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

  /** About the memory that the sums and the levels take. Asking needs none. */
  public long bytes() {
    long bytes = dictionaries.bytes();
    for (MomentTable table : tables) {
      bytes += table.bytes();
    }
    return bytes;
  }

  /** The memory that may be needed for one level or one cell more. Asking needs none. */
  public long growth() {
    long most = dictionaries.bytes();
    for (MomentTable table : tables) {
      most = Math.max(most, table.growth());
    }
    return most;
  }

  /** Lets go of the sums; their {@link #extent} can still be asked. */
  public void letGo() {
    for (MomentTable table : tables) {
      table.letGo();
    }
  }

  /** The most memory that sums merged of these and others can take. */
  public long bytesWith(Moments other) {
    long ofTables =
        IntStream.range(0, tables.length)
            .mapToLong(t -> tables[t].bytesWith(other.tables[t]))
            .sum();
    return ofTables + dictionaries.bytes() + other.dictionaries.bytes();
  }

  /** Sums of powers for the bases. */
  public BasisMoments bases() {
    return bases;
  }

  public MomentPlan plan() {
    return plan;
  }

  /** The table that tells apart the levels of these factors. */
  public int tableFor(Set<Integer> key) {
    return plan.tableFor(key);
  }

  public MomentTable table(int index) {
    return tables[index];
  }

  /** The number of rows summed. */
  public long rows() {
    return rows;
  }

  /** Σ log w over the rows, 0 without weights. */
  public double sumLogWeights() {
    return sumLogWeights;
  }

  /** What was taken from each variable before it was summed, the response last. */
  public double[] shift() {
    return shift;
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
