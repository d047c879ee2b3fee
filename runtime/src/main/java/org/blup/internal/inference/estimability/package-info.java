/**
 * Which linear functions of the coefficients does the model determine? Hypotheses of a term by
 * type, marginal means, and the columns of a smaller model as combinations of those of a larger
 * one.
 */
@NullMarked
package org.blup.internal.inference.estimability;

import org.jspecify.annotations.NullMarked;
