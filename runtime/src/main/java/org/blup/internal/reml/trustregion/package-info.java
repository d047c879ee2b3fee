/**
 * Minimises any smooth function of a few variables. Nothing here knows of mixed models: a {@link
 * org.blup.internal.reml.trustregion.Problem} is all that is asked for.
 */
@NullMarked
package org.blup.internal.reml.trustregion;

import org.jspecify.annotations.NullMarked;
