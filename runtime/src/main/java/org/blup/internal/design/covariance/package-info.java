/**
 * Forms of covariance matrices of effects and of residuals at positions: which numbers of a matrix
 * are parameters, how the others follow, and with which derivatives.
 */
@NullMarked
package org.blup.internal.design.covariance;

import org.jspecify.annotations.NullMarked;
