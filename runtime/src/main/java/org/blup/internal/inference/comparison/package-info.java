/**
 * Is one model part of another, and does the larger one fit better? Nesting as far as
 * cross-products show it, fits without some columns, and p-values of likelihood ratios on the
 * boundary.
 */
@NullMarked
package org.blup.internal.inference.comparison;

import org.jspecify.annotations.NullMarked;
