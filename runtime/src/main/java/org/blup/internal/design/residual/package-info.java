/**
 * What the covariance of a model's residuals makes equations of: rows sorted by subject and
 * position, and either for each pattern of positions the summed products of the rows of two
 * positions, or the rows themselves, which each evaluation whitens subject by subject, or beside
 * these sums over neighbouring rows. Knows the working basis and the pass, nothing of the
 * criterion.
 */
@NullMarked
package org.blup.internal.design.residual;

import org.jspecify.annotations.NullMarked;
