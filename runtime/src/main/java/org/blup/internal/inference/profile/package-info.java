/**
 * Which values of a parameter does the likelihood support? Profiles of the ML deviance, and the
 * curvature of the criterion at the optimum.
 */
@NullMarked
package org.blup.internal.inference.profile;

import org.jspecify.annotations.NullMarked;
