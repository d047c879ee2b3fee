package org.blup.exception;

import java.util.List;
import java.util.stream.Collectors;

/** A level that a factor or grouping factor does not have. */
public final class UnknownLevelException extends BlupException {

  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 10;

  private final String factor;
  private final String level;

  private static final String OF_A_RELATIONSHIP = ". Add it to the relationship, and fit again";

  private static final String OF_A_WALK =
      ". A random walk has the levels from the first to the last that have rows";

  private static final String OF_AN_AUTOREGRESSION =
      ". An autoregression has the levels from the first to the last that have rows";

  private static final String OF_A_GROUP =
      ". Predictions for new levels: prediction().unknownLevels(UnknownLevels.POPULATION_MEAN)";

  /**
   * Says which level was asked for and which ones there are.
   *
   * @param factor the label of the factor or grouping factor
   * @param level the level asked for, as text
   * @param known the levels with rows, in order
   */
  public UnknownLevelException(String factor, String level, List<String> known) {
    this(
        quoted(level) + " is not a level of " + factor + ", which has " + listing(known),
        factor,
        level);
  }

  /**
   * The same of a grouping factor, of which predictions may have new levels.
   *
   * @param group the label of the grouping factor
   * @param level the level asked for, as text
   * @param known the levels with rows, in order
   */
  public static UnknownLevelException ofGroup(String group, String level, List<String> known) {
    UnknownLevelException plain = new UnknownLevelException(group, level, known);
    return new UnknownLevelException(plain.getMessage() + OF_A_GROUP, group, level);
  }

  /**
   * The same of a grouping factor whose levels are those of a relationship.
   *
   * @param group the label of the grouping factor
   * @param level the level asked for, as text
   * @param known the levels of the relationship, in order
   */
  public static UnknownLevelException ofRelated(String group, String level, List<String> known) {
    UnknownLevelException plain = new UnknownLevelException(group, level, known);
    return new UnknownLevelException(plain.getMessage() + OF_A_RELATIONSHIP, group, level);
  }

  /**
   * The same of a grouping factor whose levels are steps of a random walk.
   *
   * @param group the label of the grouping factor
   * @param level the level asked for, as text
   * @param known the levels of the walk, in order
   */
  public static UnknownLevelException ofWalk(String group, String level, List<String> known) {
    UnknownLevelException plain = new UnknownLevelException(group, level, known);
    return new UnknownLevelException(plain.getMessage() + OF_A_WALK, group, level);
  }

  /**
   * The same of a grouping factor whose levels are steps of an autoregression.
   *
   * @param group the label of the grouping factor
   * @param level the level asked for, as text
   * @param known the levels, in order
   */
  public static UnknownLevelException ofAutoregression(
      String group, String level, List<String> known) {
    UnknownLevelException plain = new UnknownLevelException(group, level, known);
    return new UnknownLevelException(plain.getMessage() + OF_AN_AUTOREGRESSION, group, level);
  }

  private UnknownLevelException(String message, String factor, String level) {
    super(message);
    this.factor = factor;
    this.level = level;
  }

  /** The reference level of a contrast is not among the levels found. */
  public static UnknownLevelException reference(
      String model, String factor, String level, List<String> known) {
    return new UnknownLevelException(
        model
            + ": the reference level '"
            + level
            + "' of "
            + factor
            + " does not occur in the data; "
            + factor
            + " has "
            + listing(known)
            + ". Make one of them the reference",
        factor,
        level);
  }

  /** The same error, saying where the level was read. */
  public UnknownLevelException at(String place) {
    UnknownLevelException placed =
        new UnknownLevelException(place + ": " + getMessage(), factor, level);
    placed.initCause(this);
    return placed;
  }

  /** The label of the factor or grouping factor. */
  public String factor() {
    return factor;
  }

  /** The level asked for. */
  public String level() {
    return level;
  }

  /** {@code 3 levels: 'A', 'B', 'C'}; of many levels only the first. */
  public static String listing(List<String> levels) {
    String shown =
        levels.stream()
            .limit(SHOWN)
            .map(UnknownLevelException::quoted)
            .collect(Collectors.joining(", "));
    return (levels.size() == 1 ? "1 level: " : levels.size() + " levels: ")
        + (levels.size() > SHOWN ? shown + ", …" : shown);
  }

  /** A level for a message: in quotes and on one line, whatever it holds. */
  private static String quoted(String level) {
    return "'" + escaped(level) + "'";
  }

  private static String escaped(String level) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < level.length(); i++) {
      char c = level.charAt(i);
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return text.toString();
  }
}
