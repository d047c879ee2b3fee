package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** The tables of a plan, over levels that the same dictionaries number. */
final class MomentTables {

  private final ModelStructure structure;
  private final MomentPlan plan;
  private final MomentTable[] tables;

  /** Tables without cells. */
  MomentTables(ModelStructure structure, MomentPlan plan) {
    this.structure = structure;
    this.plan = plan;
    tables = new MomentTable[plan.tables().size()];
    for (int t = 0; t < tables.length; t++) {
      int[] key = plan.tables().get(t).key().stream().mapToInt(Integer::intValue).toArray();
      tables[t] = new MomentTable(key, moments(t).size(), structure.isWeighted());
    }
  }

  /** The sums of others as they are now, each one number. */
  MomentTables(MomentTables other) {
    structure = other.structure;
    plan = other.plan;
    tables = Arrays.stream(other.tables).map(MomentTable::new).toArray(MomentTable[]::new);
  }

  /** The same tables without cells. */
  MomentTables empty() {
    return new MomentTables(structure, plan);
  }

  int count() {
    return tables.length;
  }

  MomentTable get(int index) {
    return tables[index];
  }

  /** What a table sums, lower degrees first. */
  List<Monomial> moments(int table) {
    return plan.tables().get(table).moments();
  }

  /** Adds plain sums to the totals where there were enough rows, a block of rows added. */
  void putAwayIfDue(int rows) {
    for (MomentTable table : tables) {
      table.sums().putAwayIfDue(rows);
    }
  }

  /** Changes the shift: x' = x + delta. */
  void move(double[] delta) {
    for (int t = 0; t < tables.length; t++) {
      tables[t].sums().move(new ShiftChange(moments(t), delta));
    }
  }

  /**
   * Adds the sums of other tables.
   *
   * @param delta what is added to their variables, to be about the shift of these
   * @param numbers for each factor the number here of each of their levels
   */
  void merge(MomentTables other, double[] delta, int[][] numbers) {
    for (int t = 0; t < tables.length; t++) {
      tables[t].merge(other.tables[t], new ShiftChange(moments(t), delta), numbers);
    }
  }

  /**
   * What takes the sums of other tables away from each of these.
   *
   * @param delta what is added to their variables, to be about the shift of these
   * @param numbers for each factor the number here of each of their levels, or −1
   * @param theirLevels the levels of the others
   * @throws BlupException if the rows that they sum are not among those of these tables
   */
  List<TableSubtraction> subtraction(
      MomentTables other, double[] delta, int[][] numbers, LevelDictionaries theirLevels) {
    double[] scales = new VariableMeans(this).scales(delta.length);
    List<TableSubtraction> subtractions = new ArrayList<>();
    for (int t = 0; t < tables.length; t++) {
      ShiftChange change = new ShiftChange(moments(t), delta);
      subtractions.add(
          new TableSubtraction(
              structure,
              moments(t),
              scales,
              tables[t],
              other.tables[t],
              change,
              numbers,
              theirLevels));
    }
    subtractions.forEach(TableSubtraction::checkRows);
    subtractions.forEach(TableSubtraction::checkValues);
    return subtractions;
  }

  /**
   * Drops the levels and the cells that have no rows.
   *
   * @return the dictionaries of the levels that are left; the same if all are
   */
  LevelDictionaries dropEmpty(LevelDictionaries dictionaries) {
    boolean[][] kept = new boolean[structure.factors().size()][];
    for (int f = 0; f < kept.length; f++) {
      kept[f] = new boolean[dictionaries.size(f)];
    }
    boolean isAnyEmpty = false;
    for (MomentTable table : tables) {
      isAnyEmpty |= table.markLevels(kept);
    }
    keepUntold(kept);
    for (int f = 0; f < kept.length; f++) {
      for (int number = 0; number < kept[f].length; number++) {
        isAnyEmpty |= !kept[f][number] && dictionaries.isObserved(f, number);
      }
    }
    return isAnyEmpty ? keepOnly(dictionaries, kept) : dictionaries;
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

  private LevelDictionaries keepOnly(LevelDictionaries all, boolean[][] kept) {
    LevelDictionaries some = all.only(kept);
    int[][] numbers = some.find(all);
    double[] nothing = new double[structure.responseVariable() + 1];
    for (int t = 0; t < tables.length; t++) {
      MomentTable table = tables[t].empty();
      table.merge(tables[t], new ShiftChange(moments(t), nothing), numbers);
      tables[t] = table;
    }
    return some;
  }

  /** The rounding error that subtractions have left in the sum of squares of y. */
  double roundingOfResponse() {
    int response = structure.responseVariable();
    Monomial square = Monomial.of(response, response);
    double greatest = 0;
    for (int t = 0; t < tables.length; t++) {
      int moment = moments(t).indexOf(square);
      if (moment >= 0 && tables[t].greatest().length > 0) {
        greatest = Math.max(greatest, tables[t].greatest()[moment]);
      }
    }
    return greatest * 0x1p-53;
  }

  /** What subtractions have cost. */
  LostDigits lostDigits() {
    LostDigits worst = LostDigits.NONE;
    for (int t = 0; t < tables.length; t++) {
      worst = worst.or(LostDigits.of(structure, moments(t), tables[t]));
    }
    return worst;
  }

  /** How many combinations of levels there are, as text: {@code 30 combinations of g and h}. */
  List<String> extents() {
    List<String> extents = new ArrayList<>();
    for (MomentTable table : tables) {
      if (table.key().length > 1) {
        String factors =
            Arrays.stream(table.key())
                .mapToObj(structure.factors()::get)
                .collect(Collectors.joining(" and "));
        extents.add("%s combinations of %s".formatted(table.cells(), factors));
      }
    }
    return extents;
  }

  /** About the memory that the tables take. Asking needs none. */
  long bytes() {
    long bytes = 0;
    for (MomentTable table : tables) {
      bytes += table.bytes();
    }
    return bytes;
  }

  /** The memory that one cell more may need. Asking needs none. */
  long growth() {
    long most = 0;
    for (MomentTable table : tables) {
      most = Math.max(most, table.sums().growth());
    }
    return most;
  }

  /** The most memory that merging others can need beside them. */
  long bytesWith(MomentTables other) {
    long bytes = 0;
    for (int t = 0; t < tables.length; t++) {
      bytes += tables[t].bytesWith(other.tables[t]);
    }
    return bytes;
  }

  /** Lets go of the sums; their {@link #extents} can still be asked. */
  void letGo() {
    for (MomentTable table : tables) {
      table.sums().letGo();
    }
  }

  void write(BinaryOutput out) {
    for (MomentTable table : tables) {
      table.write(out);
    }
  }

  /** Reads tables into these, which are empty. */
  void read(BinaryInput in, LevelDictionaries dictionaries) {
    for (MomentTable table : tables) {
      table.read(in, dictionaries::size);
    }
  }
}
