package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Several random effects of one component. The container that the compiler adds for repeated {@link
 * Random} annotations; it need not be written.
 *
 * <pre>{@code
 * @Random(group = "subject") @Random(group = "item") double time
 *                                          // … + (time | subject) + (time | item)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Randoms {

  /** The random effects, each by a group of its own. */
  Random[] value();
}
