/** Predictions for rows from some of the random effects, with standard errors and intervals. */
@NullMarked
package org.blup.model.prediction;

import org.jspecify.annotations.NullMarked;
