/** Profile likelihoods of all parameters, and intervals of variances. */
@NullMarked
package org.blup.model.profile;

import org.jspecify.annotations.NullMarked;
