/**
 * The formula language: lexer, recovering parser, tree with spans, expansion to canonical terms.
 * Plain text in, plain data out; nothing here knows Java's compiler or any number of the data.
 */
package org.blup.formula;
