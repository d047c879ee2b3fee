/**
 * Estimated marginal means over a reference grid, and comparisons of them. They rest on the
 * coefficients' space and on the functions of covariates that generated code computes.
 */
@NullMarked
package org.blup.model.means;

import org.jspecify.annotations.NullMarked;
