package org.blup.internal.reml.setup;

import java.util.List;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;

/**
 * Which parameters are standard deviations and which are correlations, for searches that scale
 * their starts, keep them from zero, or bring what is nearly zero there.
 */
public final class DeviationParameters {

  /** An angle found again from a covariance is exact to the root of rounding. */
  private static final double REDUCED = 1e-7;

  private final Parametrisation parametrisation;
  private final List<Term> terms;
  private final int[] termStart;

  DeviationParameters(Parametrisation parametrisation) {
    this.parametrisation = parametrisation;
    terms = parametrisation.terms;
    termStart = parametrisation.termStart;
  }

  /** Whether some effect's standard deviation is below a share of the residual's. */
  public boolean isBelow(double deviation, double[] theta) {
    for (int t = 0; t < terms.size(); t++) {
      for (int i = termStart[t]; i < termStart[t + 1]; i++) {
        boolean below =
            terms.get(t).structure() instanceof PatternedCovariance patterned
                ? isDeviation(t, i) && patterned.deviation(theta[i]) < deviation
                : parametrisation.isEvenAtZero(i) && Math.abs(theta[i]) < deviation;
        if (below) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Raises standard deviations of effects to a share of the residual's, and takes correlations as
   * far from where rank is lost: such parameters would be saddles to start from.
   */
  public void raise(double least, double[] theta) {
    for (int t = 0; t < terms.size(); t++) {
      for (int i = termStart[t]; i < termStart[t + 1]; i++) {
        if (terms.get(t).structure() instanceof PatternedCovariance patterned) {
          theta[i] = raised(patterned, isDeviation(t, i), least, theta[i]);
        } else if (parametrisation.isEvenAtZero(i) && Math.abs(theta[i]) < least) {
          theta[i] = Math.copySign(least, theta[i]);
        }
      }
    }
  }

  private static double raised(
      PatternedCovariance patterned, boolean isDeviation, double least, double parameter) {
    if (isDeviation) {
      return patterned.deviation(parameter) < least ? patterned.parameter(least) : parameter;
    }
    double border = patterned.border(parameter);
    double side = parameter < border || border > 0 && parameter == border ? -least : least;
    return Math.abs(parameter - border) < least ? border + side : parameter;
  }

  /** Whether a parameter of a patterned term is a standard deviation, else an angle. */
  private boolean isDeviation(int t, int parameter) {
    Term term = terms.get(t);
    return term.structure() instanceof PatternedCovariance patterned
        && parameter - termStart[t] < patterned.deviations(term.size());
  }

  /**
   * The same parameters of patterned terms with standard deviations that are small brought to zero,
   * and correlations close to where rank is lost, brought there.
   */
  public double[] reduced(double small, double[] theta) {
    double[] reduced = theta.clone();
    for (int t = 0; t < terms.size(); t++) {
      for (int i = termStart[t]; i < termStart[t + 1]; i++) {
        if (terms.get(t).structure() instanceof PatternedCovariance patterned) {
          reduced[i] = reduced(patterned, isDeviation(t, i), small, theta[i]);
        }
      }
    }
    return reduced;
  }

  /** Whether a patterned term's parameter is where {@link #reduced} brings it. */
  public boolean isReduced(int parameter, double[] theta) {
    int t = parametrisation.term(parameter);
    double value = theta[parameter];
    return terms.get(t).structure() instanceof PatternedCovariance patterned
        && (isDeviation(t, parameter)
            ? patterned.deviation(value) == 0
            : Math.abs(value - patterned.border(value)) < REDUCED);
  }

  private static double reduced(
      PatternedCovariance patterned, boolean isDeviation, double small, double parameter) {
    if (isDeviation) {
      return patterned.deviation(parameter) < small ? patterned.parameter(0) : parameter;
    }
    double border = patterned.border(parameter);
    return Math.abs(parameter - border) < small ? border : parameter;
  }

  /** Multiplies the standard deviations of a range of terms. */
  public void multiply(double factor, int fromTerm, int toTerm, double[] theta) {
    for (int t = fromTerm; t < toTerm; t++) {
      for (int i = termStart[t]; i < termStart[t + 1]; i++) {
        if (!(terms.get(t).structure() instanceof PatternedCovariance patterned)) {
          theta[i] *= factor;
        } else if (isDeviation(t, i)) {
          theta[i] = patterned.parameter(factor * patterned.deviation(theta[i]));
        }
      }
    }
  }
}
