/**
 * Arithmetic and parallel loops that designs and the linear algebra share. They know nothing of
 * either, and everything may use them.
 */
@NullMarked
package org.blup.internal.numeric;

import org.jspecify.annotations.NullMarked;
