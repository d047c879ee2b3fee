package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Repeated measures: the residuals of a subject covary. The component is the position of a row
 * within its subject, such as a visit or a period; a subject has at most one row at each position.
 * It is an enum, a {@code String}, a {@code boolean}, a {@code char}, or a whole number, whose
 * values are levels in ascending order. With {@link Structure#EXP} or {@link Structure#GAU} it is a
 * number, such as a time, and residuals covary by the distance between its values.
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
 * <p>At most one component of a model has this annotation; random effects are then optional. Add
 * {@link ResidualVariance} where variances depend on a number as well. Independent residuals with a
 * variance for each level of a factor have no position to annotate: a formula writes them {@code
 * residual(by = sex)}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Repeated {

  /** The components whose combinations are the subjects, by name. */
  String[] subject();

  /** The form of the covariance of a subject's residuals. */
  Structure structure() default Structure.US;

  /** The factor each of whose levels has its own covariance, by name; empty for none. */
  String by() default "";
}
