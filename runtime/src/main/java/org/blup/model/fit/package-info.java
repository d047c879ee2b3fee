/**
 * What a fit says first: linear combinations of the fixed effects with their tests and intervals,
 * and the conditional modes. All of it rests on the space of the coefficients, none on a whole fit.
 */
@NullMarked
package org.blup.model.fit;

import org.jspecify.annotations.NullMarked;
