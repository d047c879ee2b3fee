/**
 * Rows to numbers: the one sink that rows are written to, factors and their levels, contrasts, and
 * the cross-products that one pass leaves behind. It knows nothing of estimation, and it is the
 * only place that ever sees a row.
 */
@NullMarked
package org.blup.design;

import org.jspecify.annotations.NullMarked;
