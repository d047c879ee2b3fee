/**
 * Arithmetic that designs and the linear algebra share. It knows nothing of either, and everything
 * may use it.
 */
@NullMarked
package org.blup.internal.numeric;

import org.jspecify.annotations.NullMarked;
