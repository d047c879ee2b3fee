package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that formulas, files and coefficients use for a component whose own name in Java has to
 * be another.
 *
 * <pre>{@code
 * @MixedModel("score ~ 1 + (1 | school/class)")
 * record Pupil(double score, String school, @Column("class") String classroom) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Column {

  /** The name. Where it is no identifier, a formula quotes it in backticks. */
  String value();
}
