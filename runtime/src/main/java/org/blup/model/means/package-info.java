/**
 * Estimated marginal means over a reference grid, and comparisons of them. Interfaces and values;
 * how they are computed is internal.
 */
@NullMarked
package org.blup.model.means;

import org.jspecify.annotations.NullMarked;
