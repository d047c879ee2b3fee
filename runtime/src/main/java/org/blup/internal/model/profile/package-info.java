/** Computes profiles of the likelihood and intervals of variances. */
@NullMarked
package org.blup.internal.model.profile;

import org.jspecify.annotations.NullMarked;
