/**
 * Writes the class of a model: {@link org.blup.processor.read.ModelDescription} in, Java source
 * out. What methods and classes are called is decided here and nowhere else. Nothing here checks a
 * model or talks to the compiler.
 */
@NullMarked
package org.blup.processor.generate;

import org.jspecify.annotations.NullMarked;
