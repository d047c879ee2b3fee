/**
 * Linear algebra on sparse symmetric matrices of small dense blocks with a dense border. It knows
 * nothing of models, rows or criteria. Here stands what its rooms share: scratch space of threads,
 * and refusals; the rooms, each resting on those before it, are dense kernels, the ordering, the
 * factorisation, and the inverse on the factor's pattern.
 */
@NullMarked
package org.blup.internal.linalg;

import org.jspecify.annotations.NullMarked;
