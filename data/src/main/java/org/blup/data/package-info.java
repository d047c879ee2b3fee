/**
 * Reads tables into the records of models. Generated classes say which columns a record has and how
 * it is made of cells; what stands here finds the columns and reads the cells. Nothing here knows
 * models or fits.
 */
@NullMarked
package org.blup.data;

import org.jspecify.annotations.NullMarked;
