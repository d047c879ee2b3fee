/** How far may a prediction be off? Its variance and degrees of freedom. */
@NullMarked
package org.blup.internal.inference.prediction;

import org.jspecify.annotations.NullMarked;
