/**
 * Predictions for rows from some of the random effects, with standard errors and intervals, and
 * responses drawn from a fit.
 */
@NullMarked
package org.blup.model.prediction;

import org.jspecify.annotations.NullMarked;
