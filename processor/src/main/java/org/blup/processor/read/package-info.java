/**
 * Reads records and their annotations: first as written ({@link
 * org.blup.processor.read.AnnotatedRecord}), in the end as the generator needs them ({@link
 * org.blup.processor.read.ModelDescription}). Nothing here judges, and nothing prints.
 */
@NullMarked
package org.blup.processor.read;

import org.jspecify.annotations.NullMarked;
