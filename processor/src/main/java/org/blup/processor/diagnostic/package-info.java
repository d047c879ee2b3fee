/**
 * What the compiler says and how it looks. {@link org.blup.processor.diagnostic.Reporter} alone
 * talks to javac; everyone else collects {@link org.blup.processor.diagnostic.Diagnostic}s.
 */
@NullMarked
package org.blup.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
