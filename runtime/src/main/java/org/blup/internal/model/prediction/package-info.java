/**
 * How predictions are made: the effects of all cells, rows as linear predictors, and draws of
 * responses.
 */
@NullMarked
package org.blup.internal.model.prediction;

import org.jspecify.annotations.NullMarked;
