package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that formulas, files and coefficients use for a component, where Java does not allow
 * that name or it reads badly there.
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

  /** The name. A formula quotes it in backticks if it is not an identifier. */
  String value();
}
