/**
 * Cross-products to optimum: the mixed-model equations, the REML and ML criteria with their
 * derivatives, and the optimiser. It never sees a row, and nothing outside of it knows how many
 * kinds of parameters there are.
 */
@NullMarked
package org.blup.reml;

import org.jspecify.annotations.NullMarked;
