package org.blup.internal.reml.setup;

/** A random walk leaves a level or a trend free that is not among the fixed effects. */
public final class FreeTrendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int group;
  private final int term;
  private final int effect;
  private final boolean isTrend;

  FreeTrendException(int group, int term, int effect, boolean isTrend) {
    super("group %d leaves effect %d of term %d free".formatted(group, effect, term));
    this.group = group;
    this.term = term;
    this.effect = effect;
    this.isTrend = isTrend;
  }

  public int group() {
    return group;
  }

  /** The random term. */
  public int term() {
    return term;
  }

  /** The effect of the term. */
  public int effect() {
    return effect;
  }

  /** Whether it is the effect's trend over the levels that is absent, or the effect itself. */
  public boolean isTrend() {
    return isTrend;
  }
}
