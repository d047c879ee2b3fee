package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Contrasts of one's own for a factor: a matrix with a row for each level, in the order of the
 * levels, and one column less. A formula that names the factor codes it so, unless it says {@code
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
   * The matrix row by row: k·(k − 1) numbers for k levels. Together with the constant its columns
   * have to be linearly independent.
   */
  double[] value();
}
