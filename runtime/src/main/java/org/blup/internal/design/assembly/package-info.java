/**
 * From sums to equations and back: the working basis that the first sums decide, the equations in
 * it, and the map to the user's coefficients; single rows in that basis; and whole model matrices
 * for those who want them.
 */
@NullMarked
package org.blup.internal.design.assembly;

import org.jspecify.annotations.NullMarked;
