package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fixed effect: the coefficient of a number, or the coefficients of a factor, are the same for
 * the whole population.
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

  /** The contrasts of a factor; an error on a number. */
  Contrast contrast() default Contrast.TREATMENT;

  /**
   * The level that {@link Contrast#TREATMENT} compares the others with. Empty for the first level.
   */
  String reference() default "";
}
