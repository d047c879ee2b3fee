/**
 * Whether rounding leaves digits of the criterion and the estimates at some θ; where it does not,
 * what the column or term is that takes them.
 */
@NullMarked
package org.blup.internal.reml.digits;

import org.jspecify.annotations.NullMarked;
