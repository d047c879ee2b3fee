/**
 * How well does the fit describe the data, and which rows does it rest on? Case deletion, variance
 * explained, collinearity, and principal axes of random effects.
 */
@NullMarked
package org.blup.internal.inference.diagnostics;

import org.jspecify.annotations.NullMarked;
