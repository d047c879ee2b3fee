/**
 * Pictures and reports of fitted models. {@link org.blup.plots.Plots} makes pictures of what a fit
 * answers, {@link org.blup.plots.Report} a page of everything. Nothing here fits models.
 */
@NullMarked
package org.blup.plots;

import org.jspecify.annotations.NullMarked;
