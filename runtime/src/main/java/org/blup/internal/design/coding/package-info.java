/**
 * What a model's terms mean once their levels and bases are known: levels in their order, the
 * columns of contrasts and bases, and those that each term is coded with. Nothing here reads a row
 * or sums one.
 */
@NullMarked
package org.blup.internal.design.coding;

import org.jspecify.annotations.NullMarked;
