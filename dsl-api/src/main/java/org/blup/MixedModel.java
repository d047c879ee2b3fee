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
 * <p>or said by annotations on the components, which mean the same:
 *
 * <pre>{@code
 * @MixedModel
 * record Sleep(
 *     @Response double reaction,
 *     @Fixed @Random(group = "subject") double days,
 *     String subject) {}
 * }</pre>
 *
 * <p>A formula excludes {@link Response}, {@link Fixed}, {@link Random}, {@link Repeated}, {@link
 * ResidualVariance} and {@link Offset}; {@link Weight} and {@link Column} go with both.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@Repeatable(MixedModels.class)
public @interface MixedModel {

  /**
   * The formula, {@code response ~ terms}. Empty where the annotations of the components say the
   * model.
   */
  String value() default "";

  /**
   * What the generated class is named after: {@code name = "Growth"} gives {@code GrowthModel}.
   * Empty for the record's own name; needed where one record carries several models.
   */
  String name() default "";
}
