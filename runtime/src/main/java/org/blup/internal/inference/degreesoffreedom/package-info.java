/**
 * Which t or F distribution does a hypothesis about the fixed effects refer to? The methods of
 * Wald, Satterthwaite, and Kenward and Roger, and degrees of freedom that are counted.
 */
@NullMarked
package org.blup.internal.inference.degreesoffreedom;

import org.jspecify.annotations.NullMarked;
