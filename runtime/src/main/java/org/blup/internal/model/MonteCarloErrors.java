package org.blup.internal.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.reml.solution.MonteCarlo;

/**
 * How estimates of a fit by iterations would vary with other random signs, in the user's basis and
 * by name.
 */
public final class MonteCarloErrors {

  private static final String NO_CRITERION =
      "No criterion is computed, and so no likelihood and no AIC";

  private final PostFit fit;
  private final MonteCarlo errors;

  private MonteCarloErrors(PostFit fit, MonteCarlo errors) {
    this.fit = fit;
    this.errors = errors;
  }

  /** Those of a fit; empty if it was computed by a factorisation. */
  public static Optional<MonteCarloErrors> of(PostFit fit) {
    return fit.solution().monteCarlo().map(errors -> new MonteCarloErrors(fit, errors));
  }

  /** Of the standard deviation of a term's effect. */
  public double deviation(int term) {
    return errors.deviations()[term];
  }

  /** Of σ. */
  public double sigma() {
    return errors.sigma();
  }

  /** Of the kept coefficients, in their order. */
  public double[] coefficients() {
    double[] covariance = fit.design().coefficientCovariance(errors.betaCovariance());
    double[] all = new double[(int) Math.round(Math.sqrt(covariance.length))];
    for (int c = 0; c < all.length; c++) {
      all[c] = Math.sqrt(Math.max(0, covariance[c * (all.length + 1)]));
    }
    return all;
  }

  /**
   * All of them: {@code sd_(Intercept)|user}, …, {@code sigma}, and the coefficients.
   *
   * @param coefficients their names
   */
  public Map<String, Double> byName(List<String> coefficients) {
    ObservedDesign design = fit.design();
    Map<String, Double> all = new LinkedHashMap<>();
    for (int t = 0; t < errors.deviations().length; t++) {
      all.put(VarianceNames.of(design, new StandardDeviation(t, 0)), deviation(t));
    }
    all.put("sigma", sigma());
    double[] ofCoefficients = coefficients();
    for (int c = 0; c < ofCoefficients.length; c++) {
      all.put(coefficients.get(c), ofCoefficients[c]);
    }
    return Collections.unmodifiableMap(all);
  }

  /** How the fit was computed, and how well. */
  public List<String> lines() {
    String why = errors.reason().isEmpty() ? "" : ", because " + errors.reason();
    String how = "Fitted by iterations, without a factorisation" + why;
    if (errors.isExact()) {
      return List.of(how, "Traces are exact, and Monte-Carlo (MC) errors 0", NO_CRITERION);
    }
    String most = String.format(Locale.ROOT, "%.2g %%", 100 * errors.share());
    return List.of(
        how,
        "Traces by " + errors.probes() + " columns of random signs",
        "MC error: what standard deviations and coefficients vary by with these, up to "
            + most
            + " of a standard error",
        NO_CRITERION);
  }
}
