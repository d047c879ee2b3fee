/** How a bootstrap of a fit runs, and what follows from its replicates. */
@NullMarked
package org.blup.internal.model.bootstrap;

import org.jspecify.annotations.NullMarked;
