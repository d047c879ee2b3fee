package org.blup.design;

/**
 * What the rows say of single variables.
 *
 * @param means for each number its mean over the rows without weights; NaN for those that are no
 *     covariates
 * @param frequencies for each factor of the fixed effects the sum of the weights of each level's
 *     rows, their number where there are no weights; for other factors no entries
 */
public record Margins(double[] means, double[][] frequencies) {}
