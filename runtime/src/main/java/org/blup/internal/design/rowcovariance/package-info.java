/**
 * Covariances of the rows of a subject: correlations that follow distances or positions of the
 * rows, and variances that follow a number.
 */
@NullMarked
package org.blup.internal.design.rowcovariance;

import org.jspecify.annotations.NullMarked;
