package org.blup.internal.design.pass;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.LevelDictionaries;
import org.blup.internal.design.coding.NumberLevel;
import org.blup.internal.design.coding.SplineColumns;
import org.blup.internal.design.moments.RowBlock;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.jspecify.annotations.Nullable;

/**
 * The one sink that a model's rows are written to: a response, weight and offset where the model
 * has them, its numbers and the levels of its factors by index. {@code NaN} and null mean missing,
 * and so does whatever is not written.
 */
public final class DesignRow {

  /** The number of no row. */
  private static final long NONE = 0;

  private final ModelStructure structure;
  private final Levels.Kind[] kinds;
  private final double defaultWeight;
  private final double defaultOffset;

  /** What the last row wrote; packages outside see only the methods that write. */
  double response;

  double weight;
  double offset;
  final double[] numbers;

  /** The levels that are strings; null where one is missing or of another kind. */
  final @Nullable String[] texts;

  /** The levels of other kinds: integers, keys of numbers, codes of characters, ordinals. */
  final long[] keys;

  /** A factor of numbers whose level is infinite, or −1; and that level. */
  int infiniteFactor = -1;

  double infiniteLevel;

  /** For each factor the number of the row that has written its level last. */
  private final long[] writtenBy;

  /** The number of this row. */
  private long row = 1;

  private final SplineColumns[] splines;

  /** The index of the number that is the known variance of the residual, or −1. */
  private final int variance;

  DesignRow(ModelStructure structure) {
    this.structure = structure;
    kinds = structure.levels().stream().map(Levels::kind).toArray(Levels.Kind[]::new);
    defaultWeight = structure.weight().isPresent() ? Double.NaN : 1;
    defaultOffset = structure.offset().isPresent() ? Double.NaN : 0;
    numbers = new double[structure.responseVariable()];
    int[] bases =
        IntStream.range(0, structure.bases().size())
            .filter(b -> structure.basisDefinitions().get(b).isSpline())
            .toArray();
    splines =
        Arrays.stream(bases)
            .mapToObj(b -> SplineColumns.of(structure, b))
            .toArray(SplineColumns[]::new);
    variance = structure.knownVariance().map(structure.numbers()::indexOf).orElse(-1);
    texts = new String[kinds.length];
    keys = new long[kinds.length];
    writtenBy = new long[kinds.length];
  }

  /** A boxed number: its value, or {@code NaN} if it is null. */
  public static double value(@Nullable Number number) {
    return number == null ? Double.NaN : number.doubleValue();
  }

  /** A number that may be absent: its value, or {@code NaN}. */
  public static double value(@Nullable OptionalDouble number) {
    return number == null ? Double.NaN : number.orElse(Double.NaN);
  }

  /** A date: its days since 1970-01-01, or {@code NaN} if it is null. */
  public static double value(@Nullable LocalDate date) {
    return date == null ? Double.NaN : date.toEpochDay();
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
    expect(factor, Levels.Kind.STRINGS);
    texts[factor] = level;
    writtenBy[factor] = level == null ? NONE : row;
  }

  /** A level that has a number. */
  void level(int factor, LevelDictionaries dictionaries, int number) {
    if (kinds[factor] == Levels.Kind.STRINGS) {
      texts[factor] = dictionaries.label(factor, number);
    } else {
      keys[factor] = dictionaries.key(factor, number);
    }
    writtenBy[factor] = row;
  }

  /** A date, as ISO 8601 writes it. */
  public void level(int factor, @Nullable LocalDate level) {
    level(factor, level == null ? null : level.toString());
  }

  public void level(int factor, @Nullable UUID level) {
    level(factor, level == null ? null : level.toString());
  }

  public void level(int factor, long level) {
    write(factor, Levels.Kind.INTEGERS, level);
  }

  /** A number; {@code NaN} is missing. */
  public void level(int factor, double level) {
    expect(factor, Levels.Kind.NUMBERS);
    if (Double.isInfinite(level)) {
      infiniteFactor = factor;
      infiniteLevel = level;
    } else if (!Double.isNaN(level)) {
      write(factor, Levels.Kind.NUMBERS, NumberLevel.key(level));
    }
  }

  public void level(int factor, char level) {
    write(factor, Levels.Kind.CHARACTERS, level);
  }

  public void level(int factor, boolean level) {
    write(factor, Levels.Kind.BOOLEANS, level ? 1 : 0);
  }

  public void level(int factor, @Nullable Enum<?> level) {
    if (level != null) {
      write(factor, Levels.Kind.ENUM, level.ordinal());
    }
  }

  /** A boxed integer. */
  public void level(int factor, @Nullable Number level) {
    if (level != null) {
      write(factor, Levels.Kind.INTEGERS, level.longValue());
    }
  }

  /** A boxed character. */
  public void level(int factor, @Nullable Character level) {
    if (level != null) {
      write(factor, Levels.Kind.CHARACTERS, level);
    }
  }

  /** A boxed boolean. */
  public void level(int factor, @Nullable Boolean level) {
    if (level != null) {
      write(factor, Levels.Kind.BOOLEANS, level ? 1 : 0);
    }
  }

  /** Empties the row. */
  void begin() {
    response = Double.NaN;
    weight = defaultWeight;
    offset = defaultOffset;
    Arrays.fill(numbers, Double.NaN);
    row++;
    infiniteFactor = -1;
  }

  /** Computes what follows from the numbers written: columns of splines, and a known weight. */
  void end() {
    if (variance >= 0) {
      weight = 1 / numbers[variance];
    }
    for (SplineColumns spline : splines) {
      double argument = numbers[spline.argument()];
      for (int column = 0; column < spline.count(); column++) {
        numbers[spline.firstVariable() + column] = spline.value(column, argument);
      }
    }
  }

  /** Hands a complete row over to be summed. */
  void addTo(RowBlock block) {
    block.add(weight, responseLessOffset(), numbers, texts, keys);
  }

  /** The response that is summed. */
  double responseLessOffset() {
    return response - offset;
  }

  /**
   * What rounding takes from the response less the offset, exactly (Knuth, The Art of Computer
   * Programming 2, section 4.2.2, theorem B).
   */
  double roundingOfResponse() {
    double difference = response - offset;
    double taken = response - difference;
    return (response - (difference + taken)) + (taken - offset);
  }

  boolean hasLevel(int factor) {
    return writtenBy[factor] == row;
  }

  /** The position of a factor's level, which is not missing; −1 if it is unknown. */
  int position(int factor, FactorLevels levels) {
    return kinds[factor] == Levels.Kind.STRINGS
        ? levels.indexOf(texts[factor])
        : levels.indexOf(kinds[factor], keys[factor]);
  }

  /** A factor's level as it was written, for messages. */
  String levelText(int factor) {
    if (!hasLevel(factor)) {
      return "null";
    }
    return switch (kinds[factor]) {
      case STRINGS -> String.valueOf(texts[factor]);
      case CHARACTERS -> String.valueOf((char) keys[factor]);
      case BOOLEANS -> keys[factor] == 1 ? "TRUE" : "FALSE";
      case ENUM -> structure.levels().get(factor).names().get((int) keys[factor]);
      case INTEGERS -> Long.toString(keys[factor]);
      case NUMBERS -> NumberLevel.text(keys[factor]);
    };
  }

  /** Whether every number is there and finite, the weight positive, and every level there. */
  boolean isComplete() {
    boolean complete = isFinite(response) && isFinite(offset) && weight > 0 && isFinite(weight);
    for (double number : numbers) {
      complete &= isFinite(number);
    }
    for (long number : writtenBy) {
      complete &= number == row;
    }
    return complete;
  }

  /** The label of the first component that is missing, or null. */
  @Nullable String missing() {
    if (Double.isNaN(response)) {
      return structure.response();
    }
    if (Double.isNaN(weight)) {
      return structure.weight().or(structure::knownVariance).orElse("weight");
    }
    if (Double.isNaN(offset)) {
      return structure.offset().orElse("offset");
    }
    for (int i = 0; i < structure.numbers().size(); i++) {
      if (Double.isNaN(numbers[i])) {
        return structure.numbers().get(i);
      }
    }
    for (int f = 0; f < kinds.length; f++) {
      if (!hasLevel(f) && f != infiniteFactor) {
        return structure.factors().get(f);
      }
    }
    return null;
  }

  private void write(int factor, Levels.Kind kind, long key) {
    expect(factor, kind);
    keys[factor] = key;
    writtenBy[factor] = row;
  }

  private void expect(int factor, Levels.Kind kind) {
    if (kinds[factor] != kind) {
      throw new BlupException(
          structure.name()
              + ": "
              + structure.factors().get(factor)
              + " was declared with "
              + kinds[factor].words()
              + ", but was given "
              + kind.words());
    }
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }
}
