package org.blup;

import java.util.Locale;

/**
 * How the effects of different levels of a grouping factor covary.
 *
 * <pre>{@code
 * @Random(levels = LevelStructure.RW1) int year                    // … + (1 | rw1(year))
 * @Random(group = "year", levels = LevelStructure.RW1) double x    // … + (x | rw1(year))
 * }</pre>
 *
 * <p>Random walks are over levels in an order: the constants of an enum, whole numbers, or dates.
 * Their levels are all steps from the first to the last that have rows, those between without rows
 * included. The first level is the walk's start, whose effect is zero.
 */
public enum LevelStructure {

  /** Not at all. */
  INDEPENDENT,

  /**
   * By a relationship, as a pedigree has it, that is given to the generated {@code fitting(…)}. In
   * a formula {@code (1 | related(animal))}.
   */
  RELATED,

  /**
   * First-order random walk: the differences of neighbours are independent, with one variance. What
   * each effect is at the first level is a fixed effect. In a formula {@code (1 | rw1(year))}. INLA
   * {@code rw1}, mgcv {@code bs = "mrf"} with neighbours one step apart; the local level model of
   * time series.
   */
  RW1,

  /**
   * Second-order random walk: the differences of these differences are independent, with one
   * variance, so that effects follow a smooth curve. What each effect is at the first level, and
   * its linear trend over the levels, are fixed effects. In a formula {@code year + (1 |
   * rw2(year))}. INLA {@code rw2}; a cubic smoothing spline over equal steps, nearly.
   */
  RW2;

  /** Whether levels are steps of a random walk. */
  public boolean isWalk() {
    return this == RW1 || this == RW2;
  }

  /** How formulas write it: {@code rw1}. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
