/**
 * Distributions and numerical integrals that multiple comparisons and tests on the boundary need
 * and libraries lack, and the search for their quantiles. They know nothing of models.
 */
@NullMarked
package org.blup.internal.inference.distributions;

import org.jspecify.annotations.NullMarked;
