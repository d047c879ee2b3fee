package org.blup.internal.inference.profile;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The problem behind a curve. Each has equations of its own, as large as those of the fit, so of
 * all curves of a likelihood only the one in use last keeps them; others build them again.
 */
final class CurveProblem implements ProfileCurve.Slicer {

  private final AtomicReference<@Nullable CurveProblem> last;
  private final Supplier<ProfileCurve.Slicer> build;
  private volatile ProfileCurve.@Nullable Slicer built;

  CurveProblem(AtomicReference<@Nullable CurveProblem> last, Supplier<ProfileCurve.Slicer> build) {
    this.last = last;
    this.build = build;
  }

  @Override
  public ProfileProblem at(double value) {
    CurveProblem before = last.getAndSet(this);
    if (before != null && before != this) {
      before.built = null;
    }
    ProfileCurve.Slicer slicer = built;
    if (slicer == null) {
      slicer = build.get();
      built = slicer;
    }
    return slicer.at(value);
  }
}
