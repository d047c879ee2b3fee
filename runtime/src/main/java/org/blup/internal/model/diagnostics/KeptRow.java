package org.blup.internal.model.diagnostics;

import org.blup.internal.model.RowResiduals.Place;

/**
 * A row of the fit as numbers in the working basis, kept until all rows of its block have been
 * read.
 *
 * @param x its row of X
 * @param levels for each group its level
 * @param z for each group its effects' factors
 * @param place of its residual
 * @param deviation the response minus fixed part and offset: what random effects and residual make
 */
record KeptRow(double[] x, int[] levels, double[][] z, Place place, double deviation) {}
