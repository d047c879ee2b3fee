/**
 * What every search ends with, exact or by iterations: estimates, and what is known of them. How
 * they were found is not known here.
 */
@NullMarked
package org.blup.internal.reml.solution;

import org.jspecify.annotations.NullMarked;
