/**
 * What generated code extends and users hold: models, fits, their coefficients and variances, and
 * comparisons of whole fits. It stands on its rooms, none of which knows it: {@code fit}, {@code
 * means}, {@code prediction}, {@code diagnostics}, {@code bootstrap} and {@code profile}.
 */
@NullMarked
package org.blup.model;

import org.jspecify.annotations.NullMarked;
