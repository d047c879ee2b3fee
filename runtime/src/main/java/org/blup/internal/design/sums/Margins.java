package org.blup.internal.design.sums;

import java.util.List;

/**
 * What the rows say of single variables, and of factors together.
 *
 * @param means for each number its mean over the rows without weights; NaN for those that are no
 *     covariates
 * @param frequencies for each factor of the fixed effects the sum of the weights of each level's
 *     rows, their number where there are no weights; for other factors no entries
 * @param joint the same for combinations of factors, so far as products of two columns of the fixed
 *     effects tell them apart
 */
public record Margins(double[] means, double[][] frequencies, List<JointFrequencies> joint) {}
