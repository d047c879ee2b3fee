/**
 * Blup beside lme4 on the same files, and what the time goes into. Nothing depends on it. Timings
 * are printed, never asserted; the runtime holds no timing code, so phases are seen from outside.
 */
@NullMarked
package org.blup.benchmarks;

import org.jspecify.annotations.NullMarked;
