package org.blup.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ways to write an enum's constants: as they are, or so that they differ in case and in what
 * stands between words alone, {@code Very low} for {@code VERY_LOW} and {@code 1} for {@code _1}.
 * Where that would mean two constants, only as they are.
 */
final class EnumSpellings<E extends Enum<E>> {

  private static final int SHOWN = 20;

  private final List<E> constants;
  private final Map<String, E> names = new HashMap<>();
  private final Map<String, E> spellings = new HashMap<>();

  EnumSpellings(Class<E> type) {
    constants = List.of(type.getEnumConstants());
    Set<String> ambiguous = new HashSet<>();
    for (E constant : constants) {
      names.put(constant.name(), constant);
      String words = words(constant.name());
      if (spellings.putIfAbsent(words, constant) != null) {
        ambiguous.add(words);
      }
    }
    ambiguous.forEach(spellings::remove);
  }

  @Nullable E find(String text) {
    E exact = names.get(text);
    return exact == null ? spellings.get(words(text)) : exact;
  }

  /** The constants' names, for a message. */
  String listing() {
    String shown =
        constants.stream().limit(SHOWN).map(Enum::name).collect(Collectors.joining(", "));
    return constants.size() > SHOWN ? shown + ", …" : shown;
  }

  /** Letters and digits in lower case, with an underscore for whatever is between. */
  private static String words(String text) {
    StringBuilder words = new StringBuilder();
    for (String word : text.split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.append(words.isEmpty() ? "" : "_").append(lowerCase(word));
      }
    }
    return words.toString();
  }

  /** Of the upper case, since constants are in that: {@code weiß} is written as WEISS. */
  private static String lowerCase(String word) {
    return word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
