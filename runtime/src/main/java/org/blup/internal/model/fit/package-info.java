/**
 * How a fit answers about its coefficients: their space, tests of hypotheses about them, and the
 * conditional modes.
 */
@NullMarked
package org.blup.internal.model.fit;

import org.jspecify.annotations.NullMarked;
