/**
 * The one pass over the rows: the sink that generated code writes a row to, the judgement of rows,
 * and the sums they leave behind, which can be merged and hold no row. What the sums mean for a
 * model's equations is not known here.
 */
@NullMarked
package org.blup.internal.design.pass;

import org.jspecify.annotations.NullMarked;
