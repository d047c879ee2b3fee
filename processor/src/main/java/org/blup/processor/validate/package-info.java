/**
 * Judges records, annotations and formulas: what is wrong is found here and in the rooms below, and
 * nowhere else. What is right comes out as a {@link org.blup.processor.read.ModelDescription}.
 */
@NullMarked
package org.blup.processor.validate;

import org.jspecify.annotations.NullMarked;
