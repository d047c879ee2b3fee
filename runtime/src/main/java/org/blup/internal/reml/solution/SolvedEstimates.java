package org.blup.internal.reml.solution;

import org.blup.internal.reml.setup.EquationSetup;

/**
 * The numbers that every search ends with, as {@link Solution} says what they are.
 *
 * @param modes for each group its levels × size row by row
 */
public record SolvedEstimates(
    EquationSetup setup,
    double[] theta,
    double sigma,
    double[] beta,
    double[] betaCovariance,
    double[][] modes,
    double predictedGain,
    int evaluations) {}
