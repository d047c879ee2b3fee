package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fixed effect: the component's coefficient, or a factor's coefficients, are the same for the
 * whole population.
 *
 * <pre>{@code
 * @Fixed double days                           // … + days
 * @Fixed(reference = "Placebo") String drug    // … + drug, every level compared with Placebo
 * @Fixed(contrast = Contrast.SUM) Sex sex      // … + sex, every level compared with the mean
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Fixed {

  /** How a factor's levels become columns. Has no meaning for a number. */
  Contrast contrast() default Contrast.TREATMENT;

  /**
   * The level that the others are compared with under {@link Contrast#TREATMENT}. Empty for the
   * first level.
   */
  String reference() default "";
}
