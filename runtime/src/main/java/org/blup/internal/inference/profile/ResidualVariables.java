package org.blup.internal.inference.profile;

import java.util.function.ToDoubleFunction;
import org.blup.internal.inference.profile.ProfileTarget.OfResiduals;
import org.blup.internal.numeric.FivePoints;
import org.jspecify.annotations.Nullable;

/**
 * The parameters φ of the residuals' covariance as variables of a profile. A standard deviation
 * {@code σ h(φ)} that is held at a value takes the place of σ, {@code σ = v / h(φ)}; any other
 * quantity {@code q(φ)} takes the place of the parameter that it changes most with, which solves
 * {@code q(φ) = v}.
 */
final class ResidualVariables {

  /** Of differences of h and q. */
  private static final double STEP = 1e-3;

  /** A quantity that differs by less from its value has it. */
  private static final double SOLVED = 1e-13;

  /** What rounding may leave of a quantity's distance from its value. */
  private static final double SOLVED_ENOUGH = 1e-11;

  /** A guard for Newton’s steps, and for halvings of one: 2⁻⁶⁰ of it moves nothing. */
  private static final int ITERATIONS = 60;

  private final @Nullable OfResiduals target;

  /** φ, where the problem was last evaluated. */
  private final double[] phi;

  /** The parameter that is solved for, or −1. */
  private final int solved;

  /**
   * Where its solution is looked for: where the gradient was last asked for. Trials in between do
   * not move it, so that a search sees one function where there are several solutions.
   */
  private double near;

  /**
   * Variables about a maximum.
   *
   * @param maximum φ there
   * @param target what is held, if it is a quantity of the residuals
   */
  ResidualVariables(double[] maximum, @Nullable OfResiduals target) {
    this.target = target;
    phi = maximum.clone();
    int largest = -1;
    if (target != null && !target.isDeviation()) {
      double[] slopes = slopes(target.value());
      largest = 0;
      for (int i = 1; i < slopes.length; i++) {
        largest = Math.abs(slopes[i]) > Math.abs(slopes[largest]) ? i : largest;
      }
    }
    solved = largest;
    near = largest < 0 ? 0 : phi[largest];
  }

  /** How many variables there are. */
  int size() {
    return phi.length - (solved < 0 ? 0 : 1);
  }

  /** Whether σ is no variable. */
  boolean replacesSigma() {
    return target != null && target.isDeviation();
  }

  /** Writes the variables of the last φ. */
  void read(double[] to, int at) {
    int next = at;
    for (int i = 0; i < phi.length; i++) {
      if (i != solved) {
        to[next++] = phi[i];
      }
    }
  }

  /**
   * Takes variables.
   *
   * @param value of the quantity that is held
   * @return whether there are parameters at which it has the value
   */
  boolean set(double[] from, int at, double value) {
    int next = at;
    for (int i = 0; i < phi.length; i++) {
      if (i != solved) {
        phi[i] = from[next++];
      }
    }
    return solved < 0 || solve(value);
  }

  /** Newton's iteration, with steps halved until they come closer. */
  private boolean solve(double value) {
    ToDoubleFunction<double[]> quantity = held().value();
    phi[solved] = near;
    double off = quantity.applyAsDouble(phi) - value;
    for (int i = 0; i < ITERATIONS && !(Math.abs(off) <= SOLVED * (1 + Math.abs(value))); i++) {
      double from = phi[solved];
      double step = off / slope(quantity, solved);
      double closer = Double.NaN;
      for (int half = 0; half < ITERATIONS && !(Math.abs(closer) < Math.abs(off)); half++) {
        phi[solved] = from - step;
        closer = quantity.applyAsDouble(phi) - value;
        step /= 2;
      }
      if (!(Math.abs(closer) < Math.abs(off))) {
        break;
      }
      off = closer;
    }
    return Math.abs(off) <= SOLVED_ENOUGH * (1 + Math.abs(value));
  }

  private OfResiduals held() {
    OfResiduals known = target;
    if (known == null) {
      throw new IllegalStateException("no quantity of the residuals is held");
    }
    return known;
  }

  double[] phi() {
    return phi;
  }

  /** σ for a value of the standard deviation that takes its place. */
  double sigma(double value) {
    return value / held().value().applyAsDouble(phi);
  }

  /**
   * Writes the gradient.
   *
   * @param ofPhi while σ and the covariances of effects stay as they are
   * @param ofLogSigma while all else stays as it is
   */
  void gradient(double[] ofPhi, double ofLogSigma, double[] to, int at) {
    double[] own = ofPhi.clone();
    near = solved < 0 ? 0 : phi[solved];
    if (target != null) {
      double[] slopes = slopes(target.value());
      double factor =
          solved < 0
              ? ofLogSigma / target.value().applyAsDouble(phi)
              : ofPhi[solved] / slopes[solved];
      for (int i = 0; i < own.length; i++) {
        own[i] -= factor * slopes[i];
      }
    }
    int next = at;
    for (int i = 0; i < own.length; i++) {
      if (i != solved) {
        to[next++] = own[i];
      }
    }
  }

  private double[] slopes(ToDoubleFunction<double[]> of) {
    double[] slopes = new double[phi.length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = slope(of, i);
    }
    return slopes;
  }

  /** By differences of fourth order. */
  private double slope(ToDoubleFunction<double[]> of, int parameter) {
    double from = phi[parameter];
    double slope =
        FivePoints.derivative(
            value -> {
              phi[parameter] = value;
              return of.applyAsDouble(phi);
            },
            from,
            STEP * Math.max(1, Math.abs(from)));
    phi[parameter] = from;
    return slope;
  }
}
