package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The residuals of a subject covary: those of different levels of this component, as visits or
 * periods, each of which a subject has at most once. The component is an enum, a {@code String}, a
 * {@code boolean}, a {@code char}, or a whole number, whose values are then levels in their order.
 * With {@link Structure#EXP} or {@link Structure#GAU} it is a number, as a time, and residuals
 * covary by the distance of its values.
 *
 * <pre>{@code
 * @Repeated(subject = "patient") Visit visit       // … + residual(us(visit | patient))
 * @Repeated(subject = "patient", structure = Structure.AR1) int week
 *                                                  // … + residual(ar1(factor(week) | patient))
 * @Repeated(subject = {"site", "patient"}, by = "arm") Visit visit
 *                                                  // … + residual(us(visit | site:patient), by = arm)
 * @Repeated(subject = "patient", structure = Structure.EXP) double days
 *                                                  // … + residual(exp(days | patient))
 * }</pre>
 *
 * <p>A model has it on one component, and then needs no {@link Random}. Variances that depend on a
 * number besides have {@link ResidualVariance}. Residuals that are independent with a variance for
 * each level of a factor have no position to annotate: a formula writes them {@code residual(by =
 * sex)}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Repeated {

  /** The components whose combinations are the subjects, by name. */
  String[] subject();

  /** The form of the covariance of a subject's residuals. */
  Structure structure() default Structure.US;

  /** The factor whose levels have each a covariance of their own, by name; empty for none. */
  String by() default "";
}
