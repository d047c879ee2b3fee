package org.blup.internal.design.coding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.Levels;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a factor in their order, and the numbers its contrasts code them with. Immutable.
 */
public final class FactorLevels {

  private final LevelDictionary dictionary;
  private final int[] sorted;
  private final int[] positionOf;
  private final ContrastColumns contrasts;

  private FactorLevels(String model, LevelDictionary dictionary, Contrast contrast) {
    this.dictionary = dictionary;
    sorted = dictionary.sorted();
    positionOf = new int[sorted.length];
    for (int position = 0; position < sorted.length; position++) {
      positionOf[sorted[position]] = position;
    }
    contrasts = ContrastColumns.of(model, contrast, label(), labels());
  }

  /**
   * Sorts the levels of a dictionary.
   *
   * @param dictionary to which no level is added any more
   */
  static FactorLevels of(String model, LevelDictionary dictionary, Levels levels) {
    return new FactorLevels(model, dictionary, levels.contrast());
  }

  /**
   * A factor by the text of its levels.
   *
   * @param texts the levels that have rows
   * @param refused told of those that cannot be levels of the factor, and of those that are one
   *     level with another
   */
  public static FactorLevels of(
      String model, String label, Levels levels, List<String> texts, Consumer<String> refused) {
    LevelDictionary dictionary = LevelDictionaries.empty(label, levels);
    add(texts, dictionary, refused);
    return of(model, dictionary, levels);
  }

  private static void add(
      List<String> texts, LevelDictionary dictionary, Consumer<String> refused) {
    Set<Integer> seen = new HashSet<>();
    for (String level : texts) {
      int number = dictionary.add(level);
      if (number < 0 || !seen.add(number)) {
        refused.accept(level);
      }
    }
  }

  /** The label of the factor. */
  public String label() {
    return dictionary.factor();
  }

  /** How many levels there are. */
  public int size() {
    return sorted.length;
  }

  /** The levels as text, in their order. */
  public List<String> labels() {
    return new AbstractList<>() {
      @Override
      public String get(int position) {
        return dictionary.label(sorted[position]);
      }

      @Override
      public int size() {
        return sorted.length;
      }
    };
  }

  /** Whether a level has rows; a constant of an enum may have none. */
  public boolean isObserved(int position) {
    return dictionary.isObserved(sorted[position]);
  }

  /** The levels with rows as text, in their order. */
  public List<String> observed() {
    return isComplete()
        ? labels()
        : IntStream.range(0, size()).filter(this::isObserved).mapToObj(labels()::get).toList();
  }

  /**
   * The factor as if it had been declared with the levels that have rows alone; the same where it
   * was, or where contrasts are a matrix of as many rows as were declared.
   */
  FactorLevels restricted(String model, Levels levels) {
    if (isComplete() || levels.contrast().kind() == Contrast.Kind.MATRIX) {
      return this;
    }
    Levels some = levels.only(observed());
    return of(model, OrdinalDictionary.observed(label(), some), some);
  }

  /**
   * The factor with levels that no row may have.
   *
   * @param others all levels there may be, as text
   * @param refused told of those that cannot be levels of the factor, and of those that are one
   *     level with another
   */
  public FactorLevels with(
      String model, Levels levels, List<String> others, Consumer<String> refused) {
    LevelDictionary extended = dictionary.copy();
    add(others, extended, refused);
    return new FactorLevels(model, extended, levels.contrast());
  }

  private boolean isComplete() {
    return IntStream.range(0, size()).allMatch(this::isObserved);
  }

  /**
   * The position of a level, or −1 if no row has such a level. Levels of any type go by their text.
   */
  public int indexOf(@Nullable String level) {
    return level == null ? -1 : position(dictionary.find(level));
  }

  /** The position of a level that is no string, or −1 if there is no such level. */
  public int indexOf(Levels.Kind kind, long key) {
    return position(dictionary.find(kind, key));
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(long level) {
    return position(dictionary.find(Levels.Kind.INTEGERS, level));
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(double level) {
    return Double.isFinite(level)
        ? position(dictionary.find(Levels.Kind.NUMBERS, NumberLevel.key(level)))
        : -1;
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(char level) {
    return position(dictionary.find(Levels.Kind.CHARACTERS, level));
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(boolean level) {
    return position(dictionary.find(Levels.Kind.BOOLEANS, level ? 1 : 0));
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(@Nullable Enum<?> level) {
    return level == null ? -1 : position(dictionary.find(Levels.Kind.ENUM, level.ordinal()));
  }

  /**
   * The position of a level given as an object, be it a string, a date, a UUID, an enum constant, a
   * number, a boxed character or boolean; −1 if it is null or no level.
   */
  public int indexOf(@Nullable Object level) {
    if (level instanceof Enum<?> constant) {
      return indexOf(constant);
    }
    if (level instanceof Number number) {
      return indexOf(number);
    }
    if (level instanceof Character character) {
      return indexOf(character.charValue());
    }
    if (level instanceof Boolean bool) {
      return indexOf(bool.booleanValue());
    }
    if (level instanceof LocalDate || level instanceof UUID) {
      return indexOf(level.toString());
    }
    return level instanceof String text ? indexOf(text) : -1;
  }

  private int indexOf(Number number) {
    int whole =
        number instanceof Integer || number instanceof Long
            ? indexOf(number.longValue())
            : indexOfWhole(number);
    return whole >= 0 ? whole : indexOf(number.doubleValue());
  }

  /** Numbers of all types by their exact value: 2 and 2.0 are one level, 2.5 is none. */
  private int indexOfWhole(Number number) {
    try {
      return indexOf(new BigDecimal(number.toString()).longValueExact());
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return -1;
    }
  }

  /** How many columns the contrasts have: one less than there are levels. */
  public int contrasts() {
    return contrasts.columns();
  }

  /** What R appends to the factor's name for each column of the contrasts. */
  public List<String> contrastNames() {
    return IntStream.range(0, contrasts()).mapToObj(contrasts::name).toList();
  }

  /** The contrasts of one level, one number a column. */
  public double[] row(int level) {
    return IntStream.range(0, contrasts()).mapToDouble(c -> contrasts.value(level, c)).toArray();
  }

  public ContrastColumns columns() {
    return contrasts;
  }

  /** The position of the level that the dictionary numbered so; −1 for none. */
  public int position(int number) {
    return number < 0 ? -1 : positionOf[number];
  }
}
