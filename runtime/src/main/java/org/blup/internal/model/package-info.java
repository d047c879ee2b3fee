/**
 * What the rooms of the model share and users do not see: the optimum and what follows from it,
 * names of terms and variances, and refusals in words. It knows no type that users hold.
 */
@NullMarked
package org.blup.internal.model;

import org.jspecify.annotations.NullMarked;
