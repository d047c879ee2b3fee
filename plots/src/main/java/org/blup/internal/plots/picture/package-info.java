/** Makes charts of what fits answer. Nothing here draws. */
@NullMarked
package org.blup.internal.plots.picture;

import org.jspecify.annotations.NullMarked;
