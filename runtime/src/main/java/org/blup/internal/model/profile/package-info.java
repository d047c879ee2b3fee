/** How profiles and intervals of variances are made of the likelihood. */
@NullMarked
package org.blup.internal.model.profile;

import org.jspecify.annotations.NullMarked;
