/**
 * How rows and levels stand to a fit, in a second pass over the rows, and single numbers that say
 * how good it is.
 */
@NullMarked
package org.blup.model.diagnostics;

import org.jspecify.annotations.NullMarked;
