/**
 * What is found once for equations of one pattern: the order of elimination, the units of columns,
 * which elements the templates have, and how parameters become elements.
 */
@NullMarked
package org.blup.internal.reml.setup;

import org.jspecify.annotations.NullMarked;
