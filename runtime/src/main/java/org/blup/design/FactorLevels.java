package org.blup.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The levels of a factor in their order, and the numbers its contrasts code them with. Immutable. */
public final class FactorLevels {

  private final String label;
  private final Levels.Kind kind;
  private final List<String> labels;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int[] positionOfId;
  private final ContrastColumns contrasts;

  private FactorLevels(String model, LevelDictionary dictionary, Levels levels) {
    label = dictionary.factor();
    kind = levels.kind();
    int[] sorted = dictionary.sorted();
    positionOfId = new int[sorted.length];
    List<String> inOrder = new ArrayList<>(sorted.length);
    for (int position = 0; position < sorted.length; position++) {
      positionOfId[sorted[position]] = position;
      inOrder.add(dictionary.label(sorted[position]));
      positions.put(inOrder.get(position), position);
    }
    labels = List.copyOf(inOrder);
    contrasts = ContrastColumns.of(model, levels.contrast(), label, labels);
  }

  /** Sorts the levels found. */
  static FactorLevels of(String model, LevelDictionary dictionary, Levels levels) {
    return new FactorLevels(model, dictionary, levels);
  }

  /** The label of the factor. */
  public String label() {
    return label;
  }

  /** How many levels there are. */
  public int size() {
    return labels.size();
  }

  /** The levels as text, in their order. */
  public List<String> labels() {
    return labels;
  }

  /** The position of a level, or −1 if there is no such level. Levels of any type go by their text. */
  public int indexOf(@Nullable String level) {
    return level == null ? -1 : positions.getOrDefault(level, -1);
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(long level) {
    return kind == Levels.Kind.INTEGERS ? indexOf(Long.toString(level)) : -1;
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(char level) {
    return kind == Levels.Kind.CHARACTERS ? indexOf(String.valueOf(level)) : -1;
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(boolean level) {
    return kind == Levels.Kind.BOOLEANS ? level ? 1 : 0 : -1;
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(@Nullable Enum<?> level) {
    return kind == Levels.Kind.ENUM && level != null ? indexOf(level.name()) : -1;
  }

  /**
   * The position of a level given as an object, be it a string, an enum constant, a boxed integer,
   * character or boolean; −1 if it is null or no level.
   */
  public int indexOf(@Nullable Object level) {
    if (level instanceof Number number) {
      return indexOf(number.longValue());
    }
    if (level instanceof Character character) {
      return indexOf(character.charValue());
    }
    if (level instanceof Boolean bool) {
      return indexOf(bool.booleanValue());
    }
    if (level instanceof Enum<?> constant) {
      return indexOf(constant);
    }
    return level instanceof String text ? indexOf(text) : -1;
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

  ContrastColumns columns() {
    return contrasts;
  }

  /** The position of the level that the dictionary numbered so. */
  int positionOf(int id) {
    return positionOfId[id];
  }
}
