/**
 * What generated code extends and users hold: models, fits, coefficients, variance components. The
 * numbers come from {@code design} and {@code reml}; nothing is computed here that they could do.
 */
@NullMarked
package org.blup.model;

import org.jspecify.annotations.NullMarked;
