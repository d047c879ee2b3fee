/**
 * The search for the lowest criterion: the criterion as a problem to be minimised, where the search
 * starts, other starts and saddles, what it refuses, and the optimum that it finds.
 */
@NullMarked
package org.blup.internal.reml.search;

import org.jspecify.annotations.NullMarked;
