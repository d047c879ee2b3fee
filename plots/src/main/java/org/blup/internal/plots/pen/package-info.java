/**
 * Draws lines, marks and text, as SVG or on a bitmap. Text is measured by a table of its own, so
 * that a picture is laid out alike everywhere. Nothing here knows charts.
 */
@NullMarked
package org.blup.internal.plots.pen;

import org.jspecify.annotations.NullMarked;
