/**
 * Rows become numbers in these rooms, each on those before it: {@code structure} what a model says
 * and how levels and numbers are coded, {@code pass} the one pass over the rows and its sums,
 * {@code equations} what estimation sees, {@code assembly} the way from sums to equations and back
 * to the user's coefficients. Here stands what they share: the form of a term's covariance.
 */
@NullMarked
package org.blup.internal.design;

import org.jspecify.annotations.NullMarked;
