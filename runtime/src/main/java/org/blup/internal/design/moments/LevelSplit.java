package org.blup.internal.design.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Takes the sums of a model apart whose grouping factors are one, or nested: into the sums of the
 * outermost levels with all levels within them, in parts that each have all rows of their levels
 * once those of the same number are merged; and into what is left where levels are not told apart,
 * unless they have effects of their own: as small as the model without random effects. The first
 * may stay where they are, the second is where a fit decides on its columns.
 */
public final class LevelSplit {

  /** The text of the one level that stands for all; of other kinds it is the first there is. */
  private static final String ALL = "(all)";

  private final ModelStructure structure;

  /**
   * The factors of groups whose levels are not told apart in what is left: all but those that have
   * effects of their own.
   */
  private final int[] factors;

  /** Those that are part of every group: levels that differ in one of them never meet. */
  private final int[] shared;

  private LevelSplit(ModelStructure structure) {
    this.structure = structure;
    factors =
        structure.groups().stream()
            .flatMap(group -> group.factors().stream())
            .distinct()
            .mapToInt(structure.factors()::indexOf)
            .filter(factor -> !structure.isCoded(factor))
            .toArray();
    shared = shared(structure).stream().mapToInt(structure.factors()::indexOf).toArray();
  }

  /** How sums of a model are taken apart that has no {@link #obstacle}. */
  public static LevelSplit of(ModelStructure structure) {
    return new LevelSplit(structure);
  }

  private static List<String> shared(ModelStructure structure) {
    List<String> shared = new ArrayList<>(structure.groups().get(0).factors());
    structure.groups().forEach(group -> shared.retainAll(group.factors()));
    return shared;
  }

  /** Why the sums of a model cannot be taken apart, as a clause; empty if they can. */
  public static Optional<String> obstacle(ModelStructure structure) {
    if (structure.residual().isPresent()) {
      return Optional.of("its residuals have a covariance of their own");
    }
    if (structure.groups().isEmpty()) {
      return Optional.of("it has no grouping factor");
    }
    if (shared(structure).isEmpty()) {
      return Optional.of(
          "it has several grouping factors, %s, and no factor is part of all. If levels of one stand"
                  .formatted(
                      String.join(", ", structure.groups().stream().map(Grouping::label).toList()))
              + " in one level of another only, say so in the formula, as in (1 | school/class)");
    }
    return structure.groups().stream()
        .filter(Grouping::covary)
        .findFirst()
        .map(group -> "the levels of " + group.label() + " covary");
  }

  /** The sums with one level in the place of all, but for factors that have effects. */
  public Moments collapsed(Moments moments) {
    LevelDictionaries same = moments.dictionaries();
    boolean[][] kept = kept(same);
    LevelDictionaries levels = same.only(kept);
    int[][] numbers = levels.find(same);
    for (int factor : factors) {
      int all = levels.number(factor, ALL, 0);
      Arrays.fill(numbers[factor], all);
    }
    MomentTables tables = moments.emptyTables();
    for (int t = 0; t < tables.count(); t++) {
      MomentTable from = moments.table(t);
      int[] key = from.key();
      int[] of = new int[key.length];
      double[] sums = new double[from.width()];
      for (int cell = 0; cell < from.cells(); cell++) {
        if (!from.isEmpty(cell)) {
          from.levels(cell, of);
          for (int i = 0; i < key.length; i++) {
            of[i] = numbers[key[i]][of[i]];
          }
          from.copy(cell, sums, 0);
          tables.get(t).add(of, sums);
        }
      }
      tables.get(t).setGreatest(from.greatest());
    }
    return moments.with(levels, tables);
  }

  /**
   * No sums, but the numbers of all levels of other factors, for sums of levels to be merged in.
   */
  public Moments withoutSums(Moments collapsed) {
    return collapsed.without(collapsed.dictionaries().only(kept(collapsed.dictionaries())));
  }

  /** All levels but those that are not told apart. */
  private boolean[][] kept(LevelDictionaries levels) {
    boolean[][] kept = new boolean[structure.factors().size()][];
    for (int f = 0; f < kept.length; f++) {
      int factor = f;
      kept[f] = new boolean[levels.size(f)];
      boolean isCollapsed = Arrays.stream(factors).anyMatch(each -> each == factor);
      for (int number = 0; number < kept[f].length && !isCollapsed; number++) {
        kept[f][number] = levels.isObserved(f, number);
      }
    }
    return kept;
  }

  /**
   * The sums of levels, those of the same level always in the part of the same number, and of all
   * levels that it meets.
   *
   * @param count how many parts; some may have no rows
   */
  public Moments[] split(Moments moments, int count) {
    Part[] parts = new Part[count];
    for (int t = 0; t < moments.plan().tables().size(); t++) {
      MomentTable from = moments.table(t);
      List<Integer> key = moments.plan().tables().get(t).key();
      int[] own = from.key();
      int[] places = Arrays.stream(shared).map(key::indexOf).toArray();
      if (Arrays.stream(places).anyMatch(place -> place < 0)) {
        continue;
      }
      int[] levels = new int[key.size()];
      double[] sums = new double[from.width()];
      for (int cell = 0; cell < from.cells(); cell++) {
        if (!from.isEmpty(cell)) {
          from.levels(cell, levels);
          int number = part(moments.dictionaries(), levels, places, count);
          if (parts[number] == null) {
            parts[number] = new Part(moments);
          }
          from.copy(cell, sums, 0);
          parts[number].add(t, own, levels, sums, from.rows(cell));
        }
      }
    }
    Moments[] split = new Moments[count];
    Arrays.setAll(split, i -> parts[i] == null ? new Moments(structure) : parts[i].moments());
    return split;
  }

  private int part(LevelDictionaries dictionaries, int[] levels, int[] places, int count) {
    int hash = 0;
    for (int f = 0; f < shared.length; f++) {
      int number = levels[places[f]];
      boolean isText = structure.levels().get(shared[f]).kind() == Levels.Kind.STRINGS;
      int own =
          isText
              ? dictionaries.label(shared[f], number).hashCode()
              : Long.hashCode(dictionaries.key(shared[f], number) * 0x9E3779B97F4A7C15L);
      hash = 31 * hash + own;
    }
    return (int) (((hash * 0x9E3779B97F4A7C15L) >>> 33) % count);
  }

  /** The sums of some levels. */
  private final class Part {
    private final Moments from;
    private final LevelDictionaries levels = new LevelDictionaries(structure);
    private final MomentTables tables;
    private OptionalInt counted = OptionalInt.empty();
    private double rows;

    Part(Moments from) {
      this.from = from;
      tables = from.emptyTables();
    }

    void add(int table, int[] key, int[] numbers, double[] sums, double count) {
      if (counted.isEmpty()) {
        counted = OptionalInt.of(table);
      }
      rows += counted.getAsInt() == table ? count : 0;
      int[] own = new int[key.length];
      Arrays.setAll(own, i -> levels.addFrom(from.dictionaries(), key[i], numbers[i]));
      tables.get(table).add(own, sums);
    }

    Moments moments() {
      return from.with(levels, tables, Math.round(rows));
    }
  }
}
