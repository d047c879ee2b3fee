/**
 * The one pass over the rows: the sink that generated code writes a row to, the judgement of rows,
 * rows that are kept, and who may add them, on which thread, in which memory. What is summed of
 * them is the affair of the moments.
 */
@NullMarked
package org.blup.internal.design.pass;

import org.jspecify.annotations.NullMarked;
