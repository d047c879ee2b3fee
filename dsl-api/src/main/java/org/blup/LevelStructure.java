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
 * <p>Random walks and autoregressions need ordered levels: the constants of an enum, whole numbers,
 * or dates. Their levels are all steps from the first to the last with rows, including steps
 * between that have no rows. A walk starts at the first level, whose effect is zero.
 */
public enum LevelStructure {

  /** Effects of different levels are independent. */
  INDEPENDENT,

  /**
   * Effects covary by a relationship matrix, such as that of a pedigree, which is passed to the
   * generated {@code fitting(…)}. In a formula {@code (1 | related(animal))}.
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
   * rw2(year))}. INLA {@code rw2}; nearly a cubic smoothing spline over equal steps.
   */
  RW2,

  /**
   * First-order autoregression: effects have one variance at all levels, and those of levels d
   * steps apart the correlation {@code ρ^d}, ρ between −1 and 1 a parameter of its own. In a
   * formula {@code (1 | ar1(year))}. INLA {@code ar1}, ASReml {@code ar1(year)}; glmmTMB {@code
   * ar1(0 + f | one)} with one group.
   */
  AR1;

  /** Whether levels are steps: of a random walk, or of an autoregression. */
  public boolean isOrdered() {
    return isWalk() || this == AR1;
  }

  /** Whether levels are steps of a random walk. */
  public boolean isWalk() {
    return this == RW1 || this == RW2;
  }

  /** How formulas write it: {@code rw1}. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
