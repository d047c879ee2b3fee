package org.blup.internal.reml.information;

/**
 * First and second derivatives of {@code log|H|} for the elements ρ of ΛΛᵀ,
 *
 * <pre>
 *   t_i = tr(H⁻¹G_i)        d_ik = tr(H⁻¹G_i H⁻¹G_k) = −∂_k t_i
 * </pre>
 *
 * @param traces t, length m
 * @param products d, m × m row by row
 */
record DeterminantDerivatives(double[] traces, double[] products) {}
