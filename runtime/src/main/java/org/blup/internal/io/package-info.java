/**
 * Files: numbers and texts in checksummed frames, fits as JSON, and writes that leave either the
 * whole new file or the old one; and where rows stand in them. Knows nothing of models. Only {@code
 * Json…} names Jackson, which users may not have.
 */
@NullMarked
package org.blup.internal.io;

import org.jspecify.annotations.NullMarked;
