/**
 * What users hold of a design: the cross-products that rows are summed to, and the model matrices.
 * Only interfaces and values; {@code org.blup.internal.design} makes them.
 */
@NullMarked
package org.blup.design;

import org.jspecify.annotations.NullMarked;
