package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.LevelDictionaries;
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
  private final MomentTables tables;
  private final BasisMoments bases;
  private double[] shift = {};
  private double sumLogWeights;
  private long rows;
  private long nextRecentring = RowBlock.CAPACITY;

  public Moments(ModelStructure structure) {
    this.structure = structure;
    plan = MomentPlan.of(structure);
    dictionaries = new LevelDictionaries(structure);
    bases = new BasisMoments(structure);
    tables = new MomentTables(structure, plan);
  }

  private Moments(Moments other) {
    structure = other.structure;
    plan = other.plan;
    dictionaries = other.dictionaries.asFinal();
    bases = new BasisMoments(structure);
    bases.restore(other.bases.copyOfSums());
    tables = new MomentTables(other.tables);
    shift = other.shift;
    sumLogWeights = other.sumLogWeights;
    rows = other.rows;
    nextRecentring = other.nextRecentring;
  }

  private Moments(
      Moments other, LevelDictionaries dictionaries, MomentTables tables, double[] shift) {
    structure = other.structure;
    plan = other.plan;
    this.dictionaries = dictionaries;
    this.tables = tables;
    bases = new BasisMoments(structure);
    this.shift = shift;
  }

  /** The levels by their numbers; not to be changed. */
  LevelDictionaries dictionaries() {
    return dictionaries;
  }

  /** A table of each kind, without cells. */
  MomentTables emptyTables() {
    return tables.empty();
  }

  /** All sums of these rows, with fewer levels told apart. */
  Moments with(LevelDictionaries levels, MomentTables sums) {
    Moments same = new Moments(this, levels, sums, shift);
    same.bases.restore(bases.copyOfSums());
    same.sumLogWeights = sumLogWeights;
    same.rows = rows;
    same.nextRecentring = nextRecentring;
    return same;
  }

  /** Sums of no rows, with these levels. */
  Moments without(LevelDictionaries levels) {
    return new Moments(this, levels, emptyTables(), new double[0]);
  }

  /** The sums of some of these rows by level, about the same shift; nothing else of them. */
  Moments with(LevelDictionaries levels, MomentTables sums, long some) {
    Moments part = new Moments(this, levels, sums, shift);
    part.rows = some;
    return part;
  }

  /** Finds the cells of a block's rows, and forms their products about the shift. */
  public void find(PlacedBlock block) {
    if (shift.length == 0) {
      shift = block.rows().shift();
    }
    block.rows().multiply(shift);
    block.place(dictionaries, tables);
  }

  /** Adds a block of rows whose cells {@link #find} found. */
  public void add(PlacedBlock block) {
    block.addTo(tables, bases);
    count(block.rows());
  }

  private void count(RowBlock block) {
    if (structure.isWeighted()) {
      sumLogWeights = block.plusLogWeights(sumLogWeights);
    }
    rows += block.rows();
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
    block.rows().multiply(shift);
    block.prepare(dictionaries, tables, bases);
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
      if (!block.isPlaced()) {
        block.place(dictionaries, tables);
      }
      block.addPrepared(tables, bases, isDue, b);
      count(block.rows());
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
    if (tables.get(table).isSingle()) {
      return;
    }
    CellSums into = tables.get(table).sums();
    for (int b = 0; b < count; b++) {
      blocks[b].addTo(into, table, part, mask, scratch);
      if (isDue[table][b]) {
        into.putAway(part, mask);
      }
    }
  }

  /** Adds plain sums to the totals and moves the shift, where that is due after a block. */
  public void settle(int added) {
    tables.putAwayIfDue(added);
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
    Runnable undoTables = block.snapshot(tables);
    double[][] basisSums = bases.copyOfSums();
    double[] oldShift = rows == 0 ? new double[0] : shift;
    double oldSumLogWeights = sumLogWeights;
    long oldRows = rows;
    return () -> {
      undoTables.run();
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
    tables.merge(other.tables, delta, dictionaries.numbersOf(other.dictionaries));
    bases.merge(other.bases, delta);
    sumLogWeights += other.sumLogWeights;
    rows += other.rows;
    recentre();
  }

  /**
   * Fails if rows are not among these.
   *
   * @throws BlupException if so
   */
  public void checkAmong(Moments other) {
    subtraction(other);
  }

  private List<TableSubtraction> subtraction(Moments other) {
    double[] delta = difference(other.shift, shift);
    int[][] numbers = dictionaries.find(other.dictionaries);
    return tables.subtraction(other.tables, delta, numbers, other.dictionaries);
  }

  /**
   * Takes the moments of rows away again. Levels and combinations of levels that no row has any
   * more are dropped.
   *
   * @throws BlupException if the rows are not among these; nothing has changed then
   */
  public void subtract(Moments other) {
    subtraction(other).forEach(TableSubtraction::apply);
    bases.subtract(other.bases, difference(other.shift, shift));
    sumLogWeights -= other.sumLogWeights;
    rows -= other.rows;
    dictionaries = tables.dropEmpty(dictionaries);
    double[] recentred = new VariableMeans(tables).recentred(shift);
    if (recentred != shift) {
      move(recentred);
    }
    recentre();
  }

  /** The rounding error that subtractions have left in the sum of squares of y, a row. */
  public double roundingOfResponse() {
    return tables.roundingOfResponse() / Math.max(1, rows);
  }

  /** What subtractions have cost. */
  public LostDigits lostDigits() {
    return tables.lostDigits();
  }

  public void write(BinaryOutput out) {
    out.count(rows);
    out.count(nextRecentring);
    out.number(sumLogWeights);
    out.flag(shift.length > 0);
    out.numbers(shift, shift.length);
    dictionaries.write(out);
    bases.write(out);
    tables.write(out);
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
    tables.read(in, dictionaries);
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
    extents.addAll(tables.extents());
    return String.join(", ", extents);
  }

  /** About the memory that the sums and the levels take. Asking needs none. */
  public long bytes() {
    return dictionaries.bytes() + tables.bytes();
  }

  /** The memory that may be needed for one level or one cell more. Asking needs none. */
  public long growth() {
    return Math.max(dictionaries.bytes(), tables.growth());
  }

  /** Lets go of the sums; their {@link #extent} can still be asked. */
  public void letGo() {
    tables.letGo();
  }

  /** The most memory that sums merged of these and others can take. */
  public long bytesWith(Moments other) {
    return tables.bytesWith(other.tables) + dictionaries.bytes() + other.dictionaries.bytes();
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
    return tables.get(index);
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
    tables.move(delta);
    bases.move(delta);
    shift = newShift;
  }

  private static double[] difference(double[] left, double[] right) {
    double[] difference = new double[left.length];
    Arrays.setAll(difference, i -> left[i] - right[i]);
    return difference;
  }
}
