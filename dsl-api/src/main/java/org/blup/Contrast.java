package org.blup;

/**
 * The contrasts of a factor: how its k levels are coded as k − 1 columns beside an intercept.
 *
 * <pre>{@code
 * @Fixed(contrast = Contrast.HELMERT) Dose dose
 * }</pre>
 */
public enum Contrast {

  /** Each level is compared with the reference level, as by R's {@code contr.treatment}. */
  TREATMENT,

  /** Each level but the last is compared with the mean of all, as by {@code contr.sum}. */
  SUM,

  /** Each level is compared with the mean of those before it, as by {@code contr.helmert}. */
  HELMERT,

  /**
   * Trend over equally spaced levels: linear, quadratic, cubic and so on, as by {@code contr.poly}.
   */
  POLYNOMIAL
}
