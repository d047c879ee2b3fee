package org.blup.internal.inference.distributions;

/**
 * A probability that was integrated numerically.
 *
 * @param value the estimate
 * @param error by how much it may be wrong: three and a half standard errors over random shifts of
 *     the lattice; 0 where the integral is exact up to rounding
 */
public record Probability(double value, double error) {}
