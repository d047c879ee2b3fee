package org.blup.design;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one sink that a model's rows are written to: a response, weight and offset where the model has
 * them, its numbers and the levels of its factors by index. {@code NaN} and null mean missing, and so
 * does whatever is not written.
 */
public final class DesignRow {

  private final ModelStructure structure;
  private final double defaultWeight;
  private final double defaultOffset;
  private final LevelDictionary[] dictionaries;
  private final int[] knownLevels;

  /** What the last row wrote; packages outside see only the methods that write. */
  double response;

  double weight;
  double offset;
  final double[] numbers;
  final int[] levels;

  DesignRow(ModelStructure structure) {
    this.structure = structure;
    defaultWeight = structure.weight().isPresent() ? Double.NaN : 1;
    defaultOffset = structure.offset().isPresent() ? Double.NaN : 0;
    numbers = new double[structure.numbers().size()];
    int factors = structure.factors().size();
    levels = new int[factors];
    knownLevels = new int[factors];
    dictionaries = new LevelDictionary[factors];
    for (int f = 0; f < factors; f++) {
      dictionaries[f] = LevelDictionary.of(structure.factors().get(f), structure.levels().get(f));
    }
  }

  /** A boxed number: its value, or {@code NaN} if it is null. */
  public static double value(@Nullable Number number) {
    return number == null ? Double.NaN : number.doubleValue();
  }

  public void response(double value) {
    response = value;
  }

  public void weight(double value) {
    weight = value;
  }

  public void offset(double value) {
    offset = value;
  }

  public void number(int index, double value) {
    numbers[index] = value;
  }

  public void level(int factor, @Nullable String level) {
    levels[factor] = dictionaries[factor].add(level);
  }

  public void level(int factor, long level) {
    levels[factor] = dictionaries[factor].add(level);
  }

  public void level(int factor, char level) {
    levels[factor] = dictionaries[factor].add(level);
  }

  public void level(int factor, boolean level) {
    levels[factor] = dictionaries[factor].addOrdinal(level ? 1 : 0);
  }

  public void level(int factor, @Nullable Enum<?> level) {
    levels[factor] =
        level == null ? LevelDictionary.MISSING : dictionaries[factor].addOrdinal(level.ordinal());
  }

  /** A boxed integer. */
  public void level(int factor, @Nullable Number level) {
    levels[factor] =
        level == null ? LevelDictionary.MISSING : dictionaries[factor].add(level.longValue());
  }

  /** A boxed character. */
  public void level(int factor, @Nullable Character level) {
    levels[factor] =
        level == null ? LevelDictionary.MISSING : dictionaries[factor].add(level.charValue());
  }

  /** A boxed boolean. */
  public void level(int factor, @Nullable Boolean level) {
    levels[factor] =
        level == null ? LevelDictionary.MISSING : dictionaries[factor].addOrdinal(level ? 1 : 0);
  }

  /** Empties the row and remembers which levels are known. */
  void begin() {
    response = Double.NaN;
    weight = defaultWeight;
    offset = defaultOffset;
    Arrays.fill(numbers, Double.NaN);
    for (int f = 0; f < levels.length; f++) {
      levels[f] = LevelDictionary.MISSING;
      knownLevels[f] = dictionaries[f].size();
    }
  }

  /** Forgets the levels that came since {@link #begin}. */
  void undo() {
    for (int f = 0; f < levels.length; f++) {
      dictionaries[f].truncate(knownLevels[f]);
    }
  }

  /** Whether every number is there and finite, the weight positive, and every level there. */
  boolean isComplete() {
    boolean complete = isFinite(response) && isFinite(offset) && weight > 0 && isFinite(weight);
    for (double number : numbers) {
      complete &= isFinite(number);
    }
    for (int level : levels) {
      complete &= level >= 0;
    }
    return complete;
  }

  /** The label of the first component that is missing, or null. */
  @Nullable String missing() {
    if (Double.isNaN(response)) {
      return structure.response();
    }
    if (Double.isNaN(weight)) {
      return structure.weight().orElse("weight");
    }
    if (Double.isNaN(offset)) {
      return structure.offset().orElse("offset");
    }
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isNaN(numbers[i])) {
        return structure.numbers().get(i);
      }
    }
    for (int f = 0; f < levels.length; f++) {
      if (levels[f] < 0) {
        return structure.factors().get(f);
      }
    }
    return null;
  }

  LevelDictionary dictionary(int factor) {
    return dictionaries[factor];
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }
}
