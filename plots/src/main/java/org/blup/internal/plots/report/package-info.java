/** The page of a fit: sections of text, tables and pictures. Nothing here draws. */
@NullMarked
package org.blup.internal.plots.report;

import org.jspecify.annotations.NullMarked;
