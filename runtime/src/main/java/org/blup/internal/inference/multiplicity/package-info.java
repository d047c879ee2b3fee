/** How sure are several tests at once? Adjusted p-values and simultaneous critical values. */
@NullMarked
package org.blup.internal.inference.multiplicity;

import org.jspecify.annotations.NullMarked;
