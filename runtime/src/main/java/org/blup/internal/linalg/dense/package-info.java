/** Dense kernels on column-major arrays, eigenvalues and rotations of small matrices. */
@NullMarked
package org.blup.internal.linalg.dense;

import org.jspecify.annotations.NullMarked;
