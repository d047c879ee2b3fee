/**
 * The search for the lowest criterion: where it starts, its steps, when it ends, what it refuses,
 * and the optimum that it finds.
 */
@NullMarked
package org.blup.internal.reml.search;

import org.jspecify.annotations.NullMarked;
