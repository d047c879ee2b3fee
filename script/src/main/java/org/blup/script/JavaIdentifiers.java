package org.blup.script;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Makes Java names of what stands in files. */
final class JavaIdentifiers {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Methods of every object, which a record's accessors may not be. */
  private static final Set<String> OF_OBJECTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Set<String> taken = new HashSet<>();

  /** The name of a component for a column: {@code bodyWeight} of {@code Body weight}. */
  String component(String column) {
    StringBuilder words = new StringBuilder();
    for (String word : BETWEEN_WORDS.split(column)) {
      if (!word.isEmpty()) {
        words.append(words.isEmpty() ? decapitalised(word) : capitalised(word));
      }
    }
    String name = words.toString();
    if (name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0))) {
      name = "column" + capitalised(name);
    }
    if (SourceVersion.isKeyword(name) || OF_OBJECTS.contains(name)) {
      name += "Column";
    }
    String base = name;
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = base + number;
    }
    return name;
  }

  /** The name of a type for a component's values, none that every class knows already. */
  static String typeName(String component) {
    String name = capitalised(component);
    return isKnown("java.lang." + name) || isKnown("org.blup." + name) ? name + "Level" : name;
  }

  private static boolean isKnown(String type) {
    try {
      Class.forName(type, false, JavaIdentifiers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Constants that are read from these texts: the texts themselves where all are identifiers, else
   * words in capitals, {@code VERY_LOW} for {@code Very low}. None where two would be one.
   */
  static Optional<List<String>> constants(List<String> texts) {
    List<String> constants =
        texts.stream().allMatch(JavaIdentifiers::isIdentifier)
            ? texts
            : texts.stream().map(JavaIdentifiers::constant).toList();
    Set<String> distinct = new HashSet<>();
    constants.forEach(constant -> distinct.add(constant.toLowerCase(Locale.ROOT)));
    boolean usable =
        distinct.size() == texts.size()
            && constants.stream().allMatch(JavaIdentifiers::isIdentifier);
    return usable ? Optional.of(constants) : Optional.empty();
  }

  private static String constant(String text) {
    StringBuilder words = new StringBuilder();
    for (String word : BETWEEN_WORDS.split(text)) {
      if (!word.isEmpty()) {
        words.append(words.isEmpty() ? "" : "_").append(word.toUpperCase(Locale.ROOT));
      }
    }
    boolean starts = !words.isEmpty() && Character.isJavaIdentifierStart(words.codePointAt(0));
    return starts ? words.toString() : "_" + words;
  }

  private static boolean isIdentifier(String text) {
    return SourceVersion.isIdentifier(text) && !SourceVersion.isKeyword(text);
  }

  private static String capitalised(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** {@code BMI} gives {@code bmi}, {@code Days} gives {@code days}. */
  private static String decapitalised(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT))
        ? word.toLowerCase(Locale.ROOT)
        : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }
}
