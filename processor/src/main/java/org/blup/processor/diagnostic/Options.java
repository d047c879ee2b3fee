package org.blup.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.blup.formula.ProblemCode;
import org.blup.formula.Spelling;

/** The options of the processor, {@code -Ablup.…}. */
public final class Options {

  private static final String OURS = "blup.";
  private static final String UNUSED = "blup.unused";
  private static final List<String> KNOWN = List.of(UNUSED);
  private static final Set<String> TRUTH_VALUES = Set.of("true", "false");

  private final Map<String, String> given;

  private Options(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Picks Blup's options from those of all processors.
   *
   * @param all name and value of each; an option given without a value, {@code null} here, is true
   */
  public static Options of(Map<String, String> all) {
    Map<String, String> ours = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(OURS)) {
            ours.put(name, Objects.requireNonNullElse(value, "true"));
          }
        });
    return new Options(ours);
  }

  /** The options given, known or not: the processor answers for all of them. */
  public Set<String> names() {
    return Set.copyOf(given.keySet());
  }

  /** Whether problems of this kind are reported. */
  boolean wants(ProblemCode code) {
    return !code.isNote() || given.getOrDefault(UNUSED, "false").equals("true");
  }

  /** The errors in the options, a message each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          if (!KNOWN.contains(name)) {
            problems.add(
                message(
                    "There is no option '" + name + "'", "Blup knows: -A" + UNUSED + hint(name)));
          } else if (!TRUTH_VALUES.contains(value)) {
            problems.add(
                message("-A%s cannot be '%s'".formatted(name, value), "Use 'true' or 'false'"));
          }
        });
    return problems;
  }

  private static String hint(String name) {
    return Spelling.suggest(name, KNOWN).map(meant -> ". Did you mean '" + meant + "'?").orElse("");
  }

  private static String message(String message, String help) {
    ProblemCode code = ProblemCode.INVALID_OPTION;
    return String.join("\n", "[" + code.id() + "] " + message, help, MessageLayout.seePage(code));
  }
}
