/**
 * Which columns of X are combinations of others, judged by their cross-products, and what follows
 * for coefficients: those of the kept columns, and which combinations the data determine. It knows
 * neither terms nor rows.
 */
@NullMarked
package org.blup.internal.design.rank;

import org.jspecify.annotations.NullMarked;
