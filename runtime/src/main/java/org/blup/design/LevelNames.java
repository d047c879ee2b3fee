package org.blup.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.jspecify.annotations.Nullable;

/** Names of levels as text, each once. */
final class LevelNames {

  private LevelNames() {}

  /**
   * The text of each level.
   *
   * @throws BlupException if one is missing or repeated, or there are none
   */
  static List<String> of(List<?> levels) {
    List<String> names = new ArrayList<>(levels.size());
    Set<String> twice = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Object level : levels) {
      String name = text(level);
      if (name.isEmpty()) {
        throw new BlupException(
            "level %d of a relationship has no name. Give each level one".formatted(names.size()));
      }
      if (seen.put(name, names.size()) != null) {
        twice.add(name);
      }
      names.add(name);
    }
    if (!twice.isEmpty()) {
      throw new BlupException(
          "a relationship has levels more than once (%s). Name each level once"
              .formatted(UnknownLevelException.listing(List.copyOf(twice))));
    }
    if (names.isEmpty()) {
      throw new BlupException("a relationship without levels relates nothing. Give it levels");
    }
    return List.copyOf(names);
  }

  /** The text of a level; empty where there is none. */
  static String text(@Nullable Object level) {
    if (level == null) {
      return "";
    }
    if (level instanceof String text) {
      return text.isBlank() ? "" : text;
    }
    if (level instanceof Enum<?> constant) {
      return constant.name();
    }
    if (level instanceof Boolean value) {
      return value ? "TRUE" : "FALSE";
    }
    if (level instanceof Character || isWhole(level)) {
      return level.toString();
    }
    throw new BlupException(
        "%s of type %s cannot name a level. Name levels by text, whole numbers, characters, booleans or enum constants"
            .formatted(level, level.getClass().getSimpleName()));
  }

  private static boolean isWhole(Object level) {
    return level instanceof Integer
        || level instanceof Long
        || level instanceof Short
        || level instanceof Byte;
  }
}
