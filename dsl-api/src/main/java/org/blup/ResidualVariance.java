package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A numeric component that the variance of each row's residual depends on.
 *
 * <pre>{@code
 * @ResidualVariance(VarianceFunction.POWER) double dose       // … + residual(power(dose))
 * @ResidualVariance(value = VarianceFunction.EXP, by = "arm") double dose
 *                                                      // … + residual(exp(dose), by = arm)
 * @ResidualVariance(VarianceFunction.KNOWN) double variance   // … + residual(known(variance))
 * }</pre>
 *
 * <p>A model has it on one component, and then needs no {@link Random}. Beside {@link Repeated} it
 * changes the variances of the residuals that covary, and strata are said there.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface ResidualVariance {

  /** How the variance depends on the component. */
  VarianceFunction value();

  /** The factor whose levels have each a σ² and δ of their own, by name; empty for none. */
  String by() default "";
}
