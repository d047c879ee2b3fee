package org.blup.internal.design.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** The level dictionaries of all factors of a model. */
public final class LevelDictionaries {

  private final ModelStructure structure;
  private final LevelDictionary[] all;

  /** Whether no levels come any more, so that what is made of these may share them. */
  private final boolean isFinal;

  /** No levels yet, but those that are known before any row. */
  public LevelDictionaries(ModelStructure structure) {
    this.structure = structure;
    isFinal = false;
    all = new LevelDictionary[structure.factors().size()];
    Arrays.setAll(all, f -> empty(structure.factors().get(f), structure.levels().get(f)));
  }

  private LevelDictionaries(LevelDictionaries other) {
    structure = other.structure;
    isFinal = true;
    all = Arrays.stream(other.all).map(LevelDictionary::copy).toArray(LevelDictionary[]::new);
  }

  /** The levels as they are now; none must be added. */
  public LevelDictionaries asFinal() {
    return isFinal ? this : new LevelDictionaries(this);
  }

  static LevelDictionary empty(String factor, Levels levels) {
    return switch (levels.kind()) {
      case STRINGS -> new StringDictionary(factor);
      case INTEGERS, NUMBERS, CHARACTERS -> new LongDictionary(factor, levels.kind());
      case BOOLEANS, ENUM -> new OrdinalDictionary(factor, levels);
    };
  }

  /**
   * Numbers the levels of several rows, new ones too.
   *
   * @param texts for each factor the levels, if they are strings
   * @param keys for each factor the levels, if they are of another kind
   */
  public void number(@Nullable String[][] texts, long[][] keys, int rows, int[][] into) {
    for (int f = 0; f < all.length; f++) {
      all[f].number(texts[f], keys[f], rows, into[f]);
    }
  }

  /**
   * Finds the numbers of the levels of several rows; several threads may at once, while no level is
   * added.
   *
   * @return whether all have one
   */
  public boolean find(@Nullable String[][] texts, long[][] keys, int rows, int[][] into) {
    boolean isKnown = true;
    for (int f = 0; f < all.length && isKnown; f++) {
      isKnown = all[f].find(texts[f], keys[f], rows, into[f]);
    }
    return isKnown;
  }

  /**
   * The number of a factor's level in one row.
   *
   * @param text the level, if it is a string
   * @param key the level, if it is of another kind
   */
  public int number(int factor, @Nullable String text, long key) {
    return all[factor].number(text, key);
  }

  /** The number here of a factor's level there, a new one if need be. */
  public int addFrom(LevelDictionaries other, int factor, int number) {
    return all[factor].addFrom(other.all[factor], number);
  }

  /** For each factor the number here of each level there, a new one if need be. */
  public int[][] numbersOf(LevelDictionaries other) {
    int[][] numbers = new int[all.length][];
    for (int f = 0; f < all.length; f++) {
      LevelDictionary own = all[f];
      LevelDictionary theirs = other.all[f];
      numbers[f] = new int[theirs.size()];
      Arrays.setAll(numbers[f], number -> own.addFrom(theirs, number));
    }
    return numbers;
  }

  /** For each factor the number here of each level there, or −1. */
  public int[][] find(LevelDictionaries other) {
    int[][] numbers = new int[all.length][];
    for (int f = 0; f < all.length; f++) {
      LevelDictionary own = all[f];
      LevelDictionary theirs = other.all[f];
      numbers[f] = new int[theirs.size()];
      Arrays.setAll(numbers[f], number -> own.findFrom(theirs, number));
    }
    return numbers;
  }

  /**
   * Some of the levels, numbered anew in their order.
   *
   * @param kept for each factor which levels
   */
  public LevelDictionaries only(boolean[][] kept) {
    LevelDictionaries some = new LevelDictionaries(structure);
    for (int f = 0; f < all.length; f++) {
      for (int number = 0; number < kept[f].length; number++) {
        if (kept[f][number]) {
          some.all[f].addFrom(all[f], number);
        }
      }
    }
    return some;
  }

  /** Whether a level that has a number came in a row. */
  public boolean isObserved(int factor, int number) {
    return all[factor].isObserved(number);
  }

  /** A level as text. */
  public String label(int factor, int number) {
    return all[factor].label(number);
  }

  /** What a level is in a row where it is no string. */
  public long key(int factor, int number) {
    return all[factor].key(number);
  }

  /** The levels found so far, sorted. */
  public List<FactorLevels> levels() {
    List<FactorLevels> levels = new ArrayList<>();
    for (int f = 0; f < all.length; f++) {
      LevelDictionary own = isFinal ? all[f] : all[f].copy();
      levels.add(FactorLevels.of(structure.name(), own, structure.levels().get(f)));
    }
    return List.copyOf(levels);
  }

  /** How many levels of a factor are numbered. */
  public int size(int factor) {
    return all[factor].size();
  }

  /** Writes all levels by their numbers. */
  public void write(BinaryOutput out) {
    for (LevelDictionary each : all) {
      each.write(out);
    }
  }

  /** Reads levels into these dictionaries, which are empty. */
  public void read(BinaryInput in) {
    for (LevelDictionary each : all) {
      each.read(in);
    }
  }

  /** About the memory that the levels take. */
  public long bytes() {
    long bytes = 0;
    for (LevelDictionary dictionary : all) {
      bytes += dictionary.bytes();
    }
    return bytes;
  }

  /** How many levels each factor has, as text: {@code 12 levels of g}. */
  public List<String> extents() {
    return Arrays.stream(all).map(d -> "%s levels of %s".formatted(d.size(), d.factor())).toList();
  }
}
