package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An offset: a numeric component that is added to the linear predictor with a coefficient fixed at
 * 1.
 *
 * <pre>{@code
 * @Offset double baseline            // … + offset(baseline)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Offset {}
