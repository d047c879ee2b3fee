package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a linear mixed model of the annotated record's rows. The compiler checks it and writes a
 * class {@code SleepModel} for a record {@code Sleep}.
 *
 * <p>The model is either a formula, in the notation of R's lme4,
 *
 * <pre>{@code
 * @MixedModel("reaction ~ days + (days | subject)")
 * record Sleep(double reaction, double days, String subject) {}
 * }</pre>
 *
 * <p>or is declared by annotations on the components. This means the same:
 *
 * <pre>{@code
 * @MixedModel
 * record Sleep(
 *     @Response double reaction,
 *     @Fixed @Random(group = "subject") double days,
 *     String subject) {}
 * }</pre>
 *
 * <p>A formula cannot be combined with {@link Response}, {@link Fixed}, {@link Random}, {@link
 * Repeated}, {@link ResidualVariance} and {@link Offset}. {@link Weight} and {@link Column} can be
 * combined with either.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@Repeatable(MixedModels.class)
public @interface MixedModel {

  /**
   * The formula, {@code response ~ terms}. Empty if annotations on the components declare the
   * model.
   */
  String value() default "";

  /**
   * The name that the generated class is derived from: {@code name = "Growth"} gives {@code
   * GrowthModel}. Empty for the name of the record; required if a record has several models.
   */
  String name() default "";
}
