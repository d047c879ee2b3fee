/**
 * REML and ML of crossed random intercepts without a factorisation, in memory bounded by the
 * combinations of levels that occur: conjugate gradients, and an average-information search on a
 * score whose traces are estimated from random signs. The page to read is {@link
 * org.blup.internal.reml.iterative.SampledScore}.
 */
@NullMarked
package org.blup.internal.reml.iterative;

import org.jspecify.annotations.NullMarked;
