/**
 * The command line: what users write becomes calls of {@code org.blup.script}, what comes back
 * becomes text. Nothing is computed here.
 */
@NullMarked
package org.blup.cli;

import org.jspecify.annotations.NullMarked;
