/** Web pages of the documentation: Markdown in, HTML without scripts out. No part of Blup. */
@NullMarked
package org.blup.site;

import org.jspecify.annotations.NullMarked;
