package org.blup.internal.inference.profile;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The problem behind a curve. Each has equations of its own, as large as those of the fit, so of
 * all curves of a likelihood only the one in use last keeps them; others build them again.
 */
final class CurveProblem implements DoubleFunction<ProfileProblem> {

  private final AtomicReference<@Nullable CurveProblem> last;
  private final Supplier<DoubleFunction<ProfileProblem>> build;
  private volatile @Nullable DoubleFunction<ProfileProblem> built;

  CurveProblem(
      AtomicReference<@Nullable CurveProblem> last,
      Supplier<DoubleFunction<ProfileProblem>> build) {
    this.last = last;
    this.build = build;
  }

  @Override
  public ProfileProblem apply(double value) {
    CurveProblem before = last.getAndSet(this);
    if (before != null && before != this) {
      before.built = null;
    }
    DoubleFunction<ProfileProblem> slices = built;
    if (slices == null) {
      slices = build.get();
      built = slices;
    }
    return slices.apply(value);
  }
}
