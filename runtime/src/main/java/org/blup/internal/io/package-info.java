/**
 * Files: numbers and texts in checksummed frames, and writes that leave either the whole new file
 * or the old one. Knows nothing of models.
 */
@NullMarked
package org.blup.internal.io;

import org.jspecify.annotations.NullMarked;
