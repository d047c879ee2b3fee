/**
 * The sparse Cholesky factor of a block matrix with a dense border: where its blocks stand ({@link
 * org.blup.internal.linalg.cholesky.SymbolicFactor}), what each panel waits for ({@link
 * org.blup.internal.linalg.cholesky.EliminationPlan}), the factorisation itself and solutions with
 * it. Arrays in public fields are read by the inner loops of this room and of the inverse, and
 * never written to.
 */
@NullMarked
package org.blup.internal.linalg.cholesky;

import org.jspecify.annotations.NullMarked;
