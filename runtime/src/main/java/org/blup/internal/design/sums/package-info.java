/**
 * What the moments of a pass sum to, cell by cell: cross-products of columns of [Z X y], and what
 * the rows say of single variables and of factors together.
 */
@NullMarked
package org.blup.internal.design.sums;

import org.jspecify.annotations.NullMarked;
