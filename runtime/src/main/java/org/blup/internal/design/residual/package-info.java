/**
 * The sums that the covariance of a model's residuals needs: rows sorted by subject and position,
 * the patterns of positions that subjects have, and for each pattern the products of the rows of
 * two positions. Knows the working basis and the pass, nothing of the criterion.
 */
@NullMarked
package org.blup.internal.design.residual;

import org.jspecify.annotations.NullMarked;
