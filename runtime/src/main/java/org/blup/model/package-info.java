/**
 * What generated code extends and users hold: models, fits, their coefficients and variances, and
 * comparisons of whole fits. What a fit answers is an interface or a value of one of the rooms
 * {@code fit}, {@code means}, {@code prediction}, {@code diagnostics}, {@code bootstrap} and {@code
 * profile}; no room knows a whole fit. Users call these interfaces and do not implement them:
 * methods may be added.
 *
 * <p>Every matrix that users are given is EJML's: {@link org.ejml.data.DMatrixRMaj}, and {@link
 * org.ejml.data.DMatrixSparseCSC} for Z. It is the caller's own: changing it changes nothing else.
 */
@NullMarked
package org.blup.model;

import org.jspecify.annotations.NullMarked;
