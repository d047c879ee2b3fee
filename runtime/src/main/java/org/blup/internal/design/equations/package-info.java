/**
 * The cross-products of a model as estimation sees them: an immutable pattern, and numbers in it.
 * Other equations are derived from them without rows. Neither names nor levels are known here.
 */
@NullMarked
package org.blup.internal.design.equations;

import org.jspecify.annotations.NullMarked;
