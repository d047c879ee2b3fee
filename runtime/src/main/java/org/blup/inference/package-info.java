/**
 * What follows from an optimum: how sure fixed effects are, in small samples too. It sees
 * cross-products and optima, never rows, and knows nothing of the model's terms and names.
 */
@NullMarked
package org.blup.inference;

import org.jspecify.annotations.NullMarked;
