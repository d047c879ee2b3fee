package org.example;

import org.blup.MixedModel;

/** Holds its rows' type. */
public final class Study {

  private Study() {}

  /**
   * Public and in a public class, so its model is public too.
   *
   * @param score what was reached
   * @param treatment what was done
   * @param school where
   */
  @MixedModel("score ~ treatment + (1 | school)")
  public record Pupil(double score, Treatment treatment, String school) {}

  /** What was done. */
  public enum Treatment {
    /** As usual. */
    NONE,
    /** Some. */
    SOME_HELP,
    /** Much. */
    MUCH_HELP
  }
}
