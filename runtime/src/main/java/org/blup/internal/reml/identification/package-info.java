/**
 * What the data tell of the covariance parameters, whatever the criterion: estimates from squares
 * of residuals, directions on which the likelihood does not depend, and what else depends on those.
 */
@NullMarked
package org.blup.internal.reml.identification;

import org.jspecify.annotations.NullMarked;
