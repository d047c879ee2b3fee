package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Prior weights: a positive numeric component. The residual variance of a row is {@code σ² /
 * weight}. Can be combined with a formula as well as with the other annotations.
 *
 * <pre>{@code
 * @MixedModel("incidence / size ~ period + (1 | herd)")
 * record Herd(int incidence, @Weight int size, Period period, String herd) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Weight {}
