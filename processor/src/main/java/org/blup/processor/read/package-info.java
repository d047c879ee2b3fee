/**
 * Reads records and their annotations into {@link org.blup.processor.read.ModelDescription}: what
 * the generator needs to know and nothing of javac but names and the originating element. Problems
 * are handed to the reporter; nothing here prints.
 */
@NullMarked
package org.blup.processor.read;

import org.jspecify.annotations.NullMarked;
