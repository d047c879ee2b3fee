/**
 * How sure are the fixed effects if the covariance of the response is not what the model says?
 * Cluster-robust covariances and degrees of freedom.
 */
@NullMarked
package org.blup.internal.inference.robust;

import org.jspecify.annotations.NullMarked;
