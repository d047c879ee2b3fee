/**
 * Sweeps over the levels of an only grouping factor, whose equations meet in the border alone: on
 * all cores where the levels are at hand, or by functions sent to where they are, which may be
 * those of nested factors, too. Nothing is kept of a level.
 */
@NullMarked
package org.blup.internal.reml.levels;

import org.jspecify.annotations.NullMarked;
