/**
 * From the formula as written to the model's quantities: names become components, calls become
 * arithmetic, factors and bases, and a name or call that cannot is a problem with a way out.
 */
@NullMarked
package org.blup.processor.validate.resolve;

import org.jspecify.annotations.NullMarked;
