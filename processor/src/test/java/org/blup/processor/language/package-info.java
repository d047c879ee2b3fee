/**
 * The formula language against R: random formulas, compiled and run, entry by entry beside what
 * {@code model.matrix} and lme4's {@code lFormula} make of them.
 */
@NullMarked
package org.blup.processor.language;

import org.jspecify.annotations.NullMarked;
