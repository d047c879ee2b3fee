/**
 * The printing of numbers and tables, and which known name may have been meant by an unknown one.
 * It knows nothing of models.
 */
@NullMarked
package org.blup.internal.model.text;

import org.jspecify.annotations.NullMarked;
