/**
 * What the rooms of the model share and users do not see: the optimum and what follows from it,
 * names of terms and variances, refusals in words, and the printing of numbers and tables. It knows
 * no type that users hold.
 */
@NullMarked
package org.blup.internal.model;

import org.jspecify.annotations.NullMarked;
