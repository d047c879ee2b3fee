/**
 * The sums that a pass over rows leaves behind: moments of the variables for each combination of
 * levels, summed a block of rows at a time, and what is done with sums alone: merging, subtracting,
 * moving their origin, writing. Where rows come from is not known here, nor what the sums mean for
 * a model's equations.
 */
@NullMarked
package org.blup.internal.design.moments;

import org.jspecify.annotations.NullMarked;
