/**
 * How predictions are made: the effects of all cells, rows as linear predictors, draws of
 * responses, and files of what predictions alone need.
 */
@NullMarked
package org.blup.internal.model.prediction;

import org.jspecify.annotations.NullMarked;
