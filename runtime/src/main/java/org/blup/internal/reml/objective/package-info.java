/**
 * The criterion as a function of θ that a search minimises: its value, gradient and curvature, the
 * way out of its saddles, and the same function where directions without variance are zero.
 */
@NullMarked
package org.blup.internal.reml.objective;

import org.jspecify.annotations.NullMarked;
