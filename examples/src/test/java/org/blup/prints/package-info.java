/** What users see: every object that they can hold, printed. */
@NullMarked
package org.blup.prints;

import org.jspecify.annotations.NullMarked;
