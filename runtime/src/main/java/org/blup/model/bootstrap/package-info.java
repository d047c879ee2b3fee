/** The parametric bootstrap. It knows a fit only as what a user's statistic takes. */
@NullMarked
package org.blup.model.bootstrap;

import org.jspecify.annotations.NullMarked;
