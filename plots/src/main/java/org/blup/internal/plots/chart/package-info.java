/**
 * What a picture is, as data and layers of marks, and how it is laid out and drawn with a pen or
 * written as a Vega-Lite specification. Nothing here knows fits.
 */
@NullMarked
package org.blup.internal.plots.chart;

import org.jspecify.annotations.NullMarked;
