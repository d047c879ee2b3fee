/**
 * Henderson's mixed-model equations at given templates: their setup, which is found once; two ways
 * to eliminate the random effects; the criterion, its gradient and its average information.
 */
@NullMarked
package org.blup.internal.reml.equations;

import org.jspecify.annotations.NullMarked;
