package org.blup.spark;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;

/** Levels in a cluster, one of whose tasks fails in the middle of a search. */
final class FailingLevels implements DistantLevels {

  /** What a task does, once, instead of handing on its numbers. */
  interface Failure extends Serializable {
    void happen();
  }

  /** Behind some values of the criterion and their derivatives. */
  private static final int ASKED_BEFORE = 5;

  private final DistantLevels levels;
  private final File failed;
  private final Failure failure;
  private int asked;

  /**
   * Levels that fail.
   *
   * @param failed is made when it happens, and then it does not happen again
   */
  FailingLevels(DistantLevels levels, File failed, Failure failure) {
    this.levels = levels;
    this.failed = failed;
    this.failure = failure;
  }

  @Override
  public int count(int group) {
    return levels.count(group);
  }

  @Override
  public List<double[]> ofParts(LevelFunction function) {
    return levels.ofParts(
        ++asked > ASKED_BEFORE ? new FailingOnce(function, failed, failure) : function);
  }

  private record FailingOnce(LevelFunction function, File failed, Failure failure)
      implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      try {
        if (failed.createNewFile()) {
          failure.happen();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return function.of(part);
    }
  }
}
