/**
 * The search for the lowest criterion: where it starts, other starts, residuals' covariances
 * together with θ, what is refused, and the optimum that is found.
 */
@NullMarked
package org.blup.internal.reml.search;

import org.jspecify.annotations.NullMarked;
