/**
 * How much do statistics vary over data drawn from the fitted model? The parametric bootstrap from
 * cross-products, and intervals from its replicates.
 */
@NullMarked
package org.blup.internal.inference.bootstrap;

import org.jspecify.annotations.NullMarked;
