/**
 * What the elimination of the random effects leaves of the fixed effects and the response, and its
 * Cholesky factor; also where so little is left that subtraction would find none of it.
 */
@NullMarked
package org.blup.internal.reml.border;

import org.jspecify.annotations.NullMarked;
