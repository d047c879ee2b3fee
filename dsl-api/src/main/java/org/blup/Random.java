package org.blup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A random effect: an effect that varies between the levels of a grouping factor.
 *
 * <p>Without {@link #group} the component is itself the grouping factor, and each of its levels has
 * an intercept. With it, the component is an effect that each level of the group has.
 *
 * <pre>{@code
 * @Random String subject                                    // … + (1 | subject)
 * @Random(within = "school") String classroom               // … + (1 | school/classroom)
 * @Random(related = true) String animal                     // … + (1 | related(animal))
 * @Random(levels = LevelStructure.RW1) int year             // … + (1 | rw1(year))
 * @Random(group = "subject") double days                    // … + (days | subject)
 * @Random(group = "subject", correlated = false) double x   // … + (x || subject)
 * @Random(group = "subject", intercept = false) double x    // … + (0 + x | subject)
 * @Random(group = {"batch", "cask"}) double x               // … + (x | batch:cask)
 * @Random(group = "subject", intercept = false, structure = Structure.AR1) Visit visit
 *                                                           // … + ar1(0 + visit | subject)
 * }</pre>
 *
 * <p>Components with the same group and structure share one term, so that their effects covary. The
 * annotation is repeatable: an effect may vary by several groups.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Repeatable(Randoms.class)
public @interface Random {

  /**
   * The components whose combinations are the levels, by name. Empty where the annotated component
   * is the grouping factor.
   */
  String[] group() default {};

  /**
   * Whether the effects of one level covary ({@code |}) or not ({@code ||}). False is the same as
   * {@link Structure#DIAG}.
   */
  boolean correlated() default true;

  /** The form of the covariance of one level's effects. */
  Structure structure() default Structure.US;

  /**
   * Whether the levels of the grouping factor covary by a relationship matrix, such as that of a
   * pedigree, which is passed to the generated {@code fitting(…)}. True is the same as {@link
   * LevelStructure#RELATED}.
   */
  boolean related() default false;

  /** How the effects of different levels of the grouping factor covary. */
  LevelStructure levels() default LevelStructure.INDEPENDENT;

  /** Whether each level has an intercept too. */
  boolean intercept() default true;

  /**
   * The components that the annotated grouping factor is nested in, outermost first. {@code {"a",
   * "b"}} on {@code c} means {@code (1 | a/b/c)}.
   */
  String[] within() default {};
}
