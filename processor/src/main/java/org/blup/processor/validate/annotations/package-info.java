/**
 * What records and their annotations have to be, whatever the formula says: a record that can be
 * read, annotations that agree, contrasts that fit their factor.
 */
@NullMarked
package org.blup.processor.validate.annotations;

import org.jspecify.annotations.NullMarked;
