/**
 * What generated classes and their members are called, and where rows keep what they read: the same
 * for all that is written of one model.
 */
@NullMarked
package org.blup.processor.generate.names;

import org.jspecify.annotations.NullMarked;
