package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A numeric component that the residual variance of each row depends on.
 *
 * <pre>{@code
 * @ResidualVariance(VarianceFunction.POWER) double dose       // … + residual(power(dose))
 * @ResidualVariance(value = VarianceFunction.EXP, by = "arm") double dose
 *                                                      // … + residual(exp(dose), by = arm)
 * @ResidualVariance(VarianceFunction.KNOWN) double variance   // … + residual(known(variance))
 * }</pre>
 *
 * <p>At most one component of a model has this annotation; random effects are then optional.
 * Together with {@link Repeated} it scales the variances of the residuals that covary, and strata
 * are declared there.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface ResidualVariance {

  /** How the variance depends on the component. */
  VarianceFunction value();

  /** The factor each of whose levels has its own σ² and δ, by name; empty for none. */
  String by() default "";
}
