/**
 * Arithmetic that the pass over rows and the linear algebra share. It knows nothing of either, and
 * everything may use it.
 */
@NullMarked
package org.blup.internal.numeric;

import org.jspecify.annotations.NullMarked;
