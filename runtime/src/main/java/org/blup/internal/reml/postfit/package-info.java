/**
 * What is asked of an optimum afterwards: covariances of effects, how they move with θ, responses
 * drawn from the fit. Sees the equations, never the rows.
 */
@NullMarked
package org.blup.internal.reml.postfit;

import org.jspecify.annotations.NullMarked;
