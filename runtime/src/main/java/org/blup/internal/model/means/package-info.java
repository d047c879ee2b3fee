/** How means over a reference grid are computed, compared and printed. */
@NullMarked
package org.blup.internal.model.means;

import org.jspecify.annotations.NullMarked;
