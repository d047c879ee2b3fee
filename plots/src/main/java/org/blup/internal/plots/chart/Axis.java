package org.blup.internal.plots.chart;

import java.util.List;

/**
 * An axis of all panels.
 *
 * @param label what it shows
 * @param levels in their order, for an axis of levels; none for one of numbers
 * @param shared whether all panels have the same range
 * @param zero whether the range begins at 0
 */
public record Axis(String label, List<String> levels, boolean shared, boolean zero) {

  public Axis {
    levels = List.copyOf(levels);
  }

  /** An axis of numbers, the same in all panels. */
  public static Axis numbers(String label) {
    return new Axis(plain(label), List.of(), true, false);
  }

  /** An axis of levels. */
  public static Axis levels(String label, List<String> levels) {
    return new Axis(plain(label), levels, true, false);
  }

  /** The same with a range for each panel. */
  public Axis free() {
    return new Axis(label, levels, false, zero);
  }

  /** The same from 0 on. */
  public Axis fromZero() {
    return new Axis(label, levels, shared, true);
  }

  public Axis labelled(String other) {
    return new Axis(other, levels, shared, zero);
  }

  /** Words about variables, without the backticks that formulas need around some names. */
  public static String plain(String words) {
    return words.replace("`", "");
  }

  public boolean hasLevels() {
    return !levels.isEmpty();
  }
}
