/**
 * Linear algebra on sparse symmetric matrices of small dense blocks with a dense border: ordering,
 * symbolic and numeric Cholesky factorisation, the inverse on the factor's pattern, and the dense
 * kernels beneath. It knows nothing of models, rows or criteria.
 */
@NullMarked
package org.blup.linalg;

import org.jspecify.annotations.NullMarked;
