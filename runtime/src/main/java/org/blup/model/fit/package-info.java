/**
 * What a fit says first: linear combinations of the fixed effects with their tests and intervals,
 * and the conditional modes. Interfaces and values; none knows a whole fit.
 */
@NullMarked
package org.blup.model.fit;

import org.jspecify.annotations.NullMarked;
