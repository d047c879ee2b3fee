/**
 * Henderson's mixed-model equations at given templates: two ways to eliminate the random effects;
 * the criterion, its gradient and its average information, also for the residuals' covariance.
 */
@NullMarked
package org.blup.internal.reml.equations;

import org.jspecify.annotations.NullMarked;
