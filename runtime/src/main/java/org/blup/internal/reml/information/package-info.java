/**
 * Derivatives of the criterion by the covariance parameters at an optimum: observed, expected and
 * average information, and the products that Satterthwaite's and Kenward and Roger's degrees of
 * freedom rest on. Sees the equations, never the rows.
 */
@NullMarked
package org.blup.internal.reml.information;

import org.jspecify.annotations.NullMarked;
