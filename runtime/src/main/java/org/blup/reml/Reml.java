package org.blup.reml;

import java.util.function.ObjDoubleConsumer;
import org.blup.design.NormalEquations;

/** Where estimation starts: equations in, optimum out. */
public final class Reml {

  private Reml() {}

  /**
   * Finds the lowest REML or ML criterion.
   *
   * @param equations the cross-products of the model
   * @param reml REML, or ML if false
   * @param listener told after each evaluation: θ and the criterion
   */
  public static Solution solve(
      NormalEquations equations, boolean reml, ObjDoubleConsumer<double[]> listener) {
    throw new UnsupportedOperationException("not yet");
  }
}
