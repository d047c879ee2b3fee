/**
 * In which order the nodes of a block matrix are eliminated, so that the factor fills little:
 * minimum degree, and shortcuts for patterns of crossed factors.
 */
@NullMarked
package org.blup.internal.linalg.ordering;

import org.jspecify.annotations.NullMarked;
