package org.blup.internal.reml.solution;

/**
 * How the estimates of a fit by iterations would vary with other random signs: standard errors of
 * the computation alone, at the same data.
 *
 * @param reason why the fit was made so, as a clause; empty if the user chose it
 * @param probes how many columns of signs
 * @param isExact whether traces were computed in full instead, so that all errors are 0
 * @param share the largest error of a θ as a share of its standard error
 * @param theta of the relative standard deviations, term by term
 * @param deviations of the standard deviations of the random effects, term by term
 * @param sigma of σ
 * @param betaCovariance the covariance of β over random signs, in the working basis, p × p
 * @param iterations the most that conjugate gradients took
 */
public record MonteCarlo(
    String reason,
    int probes,
    boolean isExact,
    double share,
    double[] theta,
    double[] deviations,
    double sigma,
    double[] betaCovariance,
    int iterations) {}
