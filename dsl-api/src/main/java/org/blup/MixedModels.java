package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Several models of one record. The container that the compiler adds for repeated {@link
 * MixedModel} annotations; it need not be written.
 *
 * <pre>{@code
 * @MixedModel(name = "Slopes", value = "reaction ~ days + (days | subject)")
 * @MixedModel(name = "Intercepts", value = "reaction ~ days + (1 | subject)")
 * record Sleep(double reaction, double days, String subject) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface MixedModels {

  /** The models, each with a name of its own. */
  MixedModel[] value();
}
