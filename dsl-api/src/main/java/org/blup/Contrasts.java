package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * User-defined contrasts of a factor: a matrix with a row for each of its k levels, in their order,
 * and k − 1 columns. Formulas code the factor by it unless they choose other contrasts by {@code
 * C(f, …)}.
 *
 * <pre>{@code
 * @Contrasts({
 *   -1, -0.5,    // PLACEBO
 *    0,  1,      // LOW
 *    1, -0.5})   // HIGH
 * Dose dose
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Contrasts {

  /**
   * The matrix row by row: k·(k − 1) numbers for k levels. Its columns and the constant have to be
   * linearly independent.
   */
  double[] value();
}
