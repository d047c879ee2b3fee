/** The inverse of a factored block matrix on the pattern of its factor. */
@NullMarked
package org.blup.internal.linalg.inverse;

import org.jspecify.annotations.NullMarked;
