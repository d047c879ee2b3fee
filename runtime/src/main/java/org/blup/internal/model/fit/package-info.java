/**
 * How a fit answers about its coefficients: their space, tests of hypotheses about them, the
 * conditional modes, the table of variances, and which terms may go.
 */
@NullMarked
package org.blup.internal.model.fit;

import org.jspecify.annotations.NullMarked;
