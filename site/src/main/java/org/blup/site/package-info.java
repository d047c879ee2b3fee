/**
 * Web pages of the documentation: Markdown in, HTML and an index for its search box out. No part of
 * Blup.
 */
@NullMarked
package org.blup.site;

import org.jspecify.annotations.NullMarked;
