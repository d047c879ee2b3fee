/** How diagnostics are made: summaries from the cross-products, and a second pass over the rows. */
@NullMarked
package org.blup.internal.model.diagnostics;

import org.jspecify.annotations.NullMarked;
